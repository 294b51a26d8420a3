package io.gumzo.tokens;

import io.gumzo.config.ConfigException;
import io.gumzo.config.TokensConfig;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The keys of a JSON Web Key Set: the first signs, all check. To rotate, put a new key before the
 * old one, and take the old one out when the last token that it signed has expired. Secrets at rest
 * are sealed with them too, and sealed anew when they are next used: who has not signed in
 * meanwhile needs a recovery code then.
 */
record SigningKeys(List<SigningKey> keys) {

  /**
   * Blocks. Reads the file that the configuration names; without one the data folder's own, which
   * is made when it is not there.
   *
   * @throws ConfigException one line that names the file and what is wrong with it
   */
  static SigningKeys load(TokensConfig config, Path dataFolder) {
    return config.keysFile().isEmpty()
        ? read(KeyFile.ensure(dataFolder), "the signing keys")
        : read(Path.of(config.keysFile()), "tokens.keysFile");
  }

  SigningKey first() {
    return keys.get(0);
  }

  private static SigningKeys read(Path file, String what) {
    try {
      return parse(Files.readString(file));
    } catch (NoSuchFileException missing) {
      throw new ConfigException("%s: there is no file %s".formatted(what, file));
    } catch (IOException unreadable) {
      throw new ConfigException(
          "%s: cannot read %s (%s)".formatted(what, file, unreadable.getClass().getSimpleName()));
    } catch (IllegalArgumentException wrong) {
      throw new ConfigException("%s: %s: %s".formatted(what, file, wrong.getMessage()));
    }
  }

  static SigningKeys parse(String text) {
    List<SigningKey> keys = keys(text);
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("want at least one key");
    }
    if (!keys.get(0).canSign()) {
      throw new IllegalArgumentException("the first key has no private half 'd'");
    }
    Set<String> ids = new HashSet<>();
    keys.stream()
        .filter(key -> !ids.add(key.id()))
        .findFirst()
        .ifPresent(
            twice -> {
              throw new IllegalArgumentException("two keys with the kid '" + twice.id() + "'");
            });
    return new SigningKeys(List.copyOf(keys));
  }

  private static List<SigningKey> keys(String text) {
    JsonArray array;
    try {
      array = new JsonObject(text).getJsonArray("keys");
    } catch (DecodeException | ClassCastException malformed) {
      array = null;
    }
    if (array == null) {
      throw new IllegalArgumentException("want a JSON Web Key Set: {\"keys\": […]}");
    }
    JsonArray found = array;
    return IntStream.range(0, found.size()).mapToObj(index -> key(found, index)).toList();
  }

  private static SigningKey key(JsonArray keys, int index) {
    if (!(keys.getValue(index) instanceof JsonObject jwk)) {
      throw new IllegalArgumentException("key %d is not an object".formatted(index + 1));
    }
    try {
      return SigningKey.of(jwk);
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException(
          "key %d: %s".formatted(index + 1, wrong.getMessage()), wrong);
    }
  }
}
