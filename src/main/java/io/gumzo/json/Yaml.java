package io.gumzo.json;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The contracts, which are YAML with anchors, as JSON. */
public final class Yaml {
  private Yaml() {}

  /**
   * @param name in the root of the resources, such as {@code openapi.yaml}
   */
  public static JsonObject resource(String name) {
    try (InputStream in = Yaml.class.getResourceAsStream("/" + name)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + name);
      }
      var yaml = new org.yaml.snakeyaml.Yaml(new SafeConstructor(new LoaderOptions()));
      Map<String, Object> document = yaml.load(in);
      return new JsonObject(new JsonObject(document).encode());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
