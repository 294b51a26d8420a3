package io.gumzo.server;

import io.gumzo.config.GumzoConfig;
import io.gumzo.config.ThrottleConfig.Rate;
import io.gumzo.http.RouteTable;
import io.gumzo.http.Routes;
import io.gumzo.json.Yaml;
import io.gumzo.server.ServerInfo.Bounds;
import io.gumzo.server.ServerInfo.Messages;
import io.gumzo.server.ServerInfo.ProfileInfo;
import io.gumzo.server.ServerInfo.SignUpInfo;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.pointer.JsonPointer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The operation on {@code /server}: settings and the contract's own bounds, in one place. */
public final class ServerRoutes implements Routes {
  private static final List<String> ALWAYS =
      List.of("contact-requests", "data-export", "simple-socket", "two-factor");

  private final String version;
  private final GumzoConfig config;
  private final Supplier<Future<String>> signUpMode;
  private final JsonObject contract = Yaml.resource("openapi.yaml");

  /**
   * @param signUpMode who may sign up now, as the contract calls it
   */
  public ServerRoutes(String version, GumzoConfig config, Supplier<Future<String>> signUpMode) {
    this.version = version;
    this.config = config;
    this.signUpMode = signUpMode;
  }

  @Override
  public void bind(RouteTable table) {
    ServerInfo atStart = info("");
    table.on("getServer", call -> signUpMode.get().map(mode -> with(mode, atStart)));
  }

  private static ServerInfo with(String mode, ServerInfo info) {
    return new ServerInfo(
        info.version(),
        new SignUpInfo(mode, info.signUp().verifiedEmail(), info.signUp().fields()),
        info.messages(),
        info.profile(),
        info.maxBodyBytes(),
        info.throttle(),
        info.features());
  }

  private ServerInfo info(String mode) {
    var profile = schema("UpdateProfile");
    return new ServerInfo(
        version,
        new SignUpInfo(mode, config.accounts().requireVerifiedEmail(), signUpFields()),
        new Messages(config.messages().maxChars(), config.messages().pageSize()),
        new ProfileInfo(
            profile.getJsonObject("displayName").getInteger("maxLength"),
            profile.getJsonObject("about").getInteger("maxLength"),
            (Integer)
                JsonPointer.from("/paths/~1me~1picture/put/x-max-body-bytes").queryJson(contract)),
        config.http().maxBodyBytes(),
        throttle(),
        features());
  }

  private JsonObject schema(String name) {
    return (JsonObject)
        JsonPointer.from("/components/schemas/%s/properties".formatted(name)).queryJson(contract);
  }

  /**
   * The setting may want longer passwords than the contract; an invitation is no field of a form.
   */
  private Map<String, Bounds> signUpFields() {
    var fields = bounds(schema("SignUp"));
    fields.remove("invitation");
    fields.computeIfPresent(
        "password",
        (name, bounds) -> new Bounds(config.passwords().minLength(), bounds.maxLength()));
    return fields;
  }

  private static Map<String, Bounds> bounds(JsonObject properties) {
    var bounds = new LinkedHashMap<String, Bounds>();
    for (var property : properties) {
      var rules = (JsonObject) property.getValue();
      bounds.put(
          property.getKey(),
          new Bounds(rules.getInteger("minLength", 0), rules.getInteger("maxLength")));
    }
    return bounds;
  }

  /** Those that a client does well to keep by itself. */
  private Map<String, Rate> throttle() {
    var rates = config.throttle();
    var shown = new LinkedHashMap<String, Rate>();
    shown.put("sendMessage", rates.sendMessage());
    shown.put("searchPeople", rates.searchPeople());
    shown.put("createConversation", rates.createConversation());
    shown.put("requestContact", rates.requestContact());
    shown.put("setPicture", rates.setPicture());
    return shown;
  }

  private List<String> features() {
    var features = new ArrayList<>(ALWAYS);
    if (config.mail().sends() || config.mail().shows()) {
      features.add("mail");
    }
    return List.copyOf(features);
  }
}
