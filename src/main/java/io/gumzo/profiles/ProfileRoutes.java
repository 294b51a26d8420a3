package io.gumzo.profiles;

import io.gumzo.accounts.Me;
import io.gumzo.bus.Bus;
import io.gumzo.http.Call;
import io.gumzo.http.RouteTable;
import io.gumzo.http.Routes;
import io.gumzo.json.Fields;
import io.gumzo.problem.FieldError;
import io.gumzo.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;

/** The operations on profiles. */
public final class ProfileRoutes implements Routes {
  private final Bus bus;

  public ProfileRoutes(Bus bus) {
    this.bus = bus;
  }

  @Override
  public void bind(RouteTable table) {
    table
        .on("updateProfile", this::update, ProfileRoutes::brokenRules)
        .on("listProfileChanges", this::changes);
    new PictureRoutes(bus).bind(table);
  }

  private Future<Me> update(Call call) {
    Fields body = call.body();
    return bus.ask(
        UpdateProfile.COMMAND,
        new UpdateProfile(call.account(), body.text("displayName"), body.text("about")));
  }

  private static Future<List<FieldError>> brokenRules(Call call, JsonObject body) {
    return Future.succeededFuture(
        ProfileRules.broken(textOrNull(body, "displayName"), textOrNull(body, "about")));
  }

  private static String textOrNull(JsonObject body, String field) {
    return body.getValue(field) instanceof String text ? text : null;
  }

  private Future<ProfileChanges.Found> changes(Call call) {
    return bus.ask(
        ProfileChanges.COMMAND, new ProfileChanges(call.account(), since(call.text("since"))));
  }

  private static Instant since(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException noSuchTime) {
      throw Problem.invalid("since", "time", "must be a time, such as 2026-01-02T03:04:05.678Z");
    }
  }
}
