package io.gumzo.joining;

import io.gumzo.activity.Activity;
import io.gumzo.activity.ActivityType;
import io.gumzo.bus.Bus;
import io.gumzo.config.AccountsConfig.SignUpMode;
import io.gumzo.config.PasswordsConfig;
import io.gumzo.http.Call;
import io.gumzo.http.Reply;
import io.gumzo.http.RouteTable;
import io.gumzo.http.Routes;
import io.gumzo.json.Opaque;
import io.gumzo.mail.Language;
import io.gumzo.problem.Problem;
import io.gumzo.throttle.Limit;
import io.gumzo.throttle.TakeToken;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** The operations on who may join. */
public final class JoiningRoutes implements Routes {
  private static final int PAGE = 30;
  private static final int DAYS = 14;

  /** The contract's {@code SignUpPolicy}. */
  private record Policy(String mode, List<String> domains, Instant changedAt) {
    static Policy of(SignUpPolicy policy) {
      return new Policy(
          policy.mode().name().toLowerCase(Locale.ROOT), policy.domains(), policy.changedAt());
    }
  }

  /** The contract's {@code SignUpInfo}. */
  private record Info(String mode, List<String> domains, int passwordMinLength) {}

  private final Bus bus;
  private final int passwordMinLength;
  private final MakingRoutes making;

  public JoiningRoutes(Vertx vertx, Bus bus, PasswordsConfig passwords) {
    this.bus = bus;
    this.passwordMinLength = passwords.minLength();
    this.making = new MakingRoutes(vertx, bus);
  }

  @Override
  public void bind(RouteTable table) {
    table
        .on("getSignUp", call -> info())
        .on(
            "getSignUpPolicy",
            call -> bus.ask(SignUpPolicy.Get.COMMAND, new SignUpPolicy.Get()).map(Policy::of))
        .on("changeSignUpPolicy", this::changePolicy)
        .on("listInvitations", this::list)
        .on("createInvitation", this::create)
        .on("revokeInvitation", this::revoke)
        .on("readInvitation", this::read);
    making.bind(table);
  }

  private Future<Info> info() {
    return bus.ask(SignUpPolicy.Glance.COMMAND, new SignUpPolicy.Glance())
        .map(Policy::of)
        .map(policy -> new Info(policy.mode(), policy.domains(), passwordMinLength));
  }

  private Future<Policy> changePolicy(Call call) {
    var body = call.body().json();
    List<String> domains =
        body.getJsonArray("domains", new JsonArray()).stream().map(String.class::cast).toList();
    var mode = SignUpMode.valueOf(body.getString("mode").toUpperCase(Locale.ROOT));
    return take(call)
        .compose(
            taken ->
                bus.ask(
                    SignUpPolicy.Change.COMMAND,
                    new SignUpPolicy.Change(call.account(), mode, domains)))
        .onSuccess(
            changed ->
                Activity.of(ActivityType.SIGN_UP_POLICY_CHANGED, call.account(), call.address())
                    .with("mode", Policy.of(changed).mode())
                    .tell(bus))
        .map(Policy::of);
  }

  private Future<Invitation.Page> list(Call call) {
    return bus.ask(
        Invitation.ListAll.COMMAND,
        new Invitation.ListAll(after(call.text("cursor")), call.integer("limit", PAGE)));
  }

  private Future<Reply> create(Call call) {
    var body = call.body();
    return take(call)
        .compose(
            taken ->
                bus.ask(
                    Invitation.Create.COMMAND,
                    new Invitation.Create(
                        call.account(),
                        body.text("email"),
                        (int) body.number("mostUses", 1),
                        (int) body.number("days", DAYS),
                        Language.of(call.header("Accept-Language")))))
        .onSuccess(made -> tell(call, ActivityType.INVITATION_CREATED, made.id()))
        .map(made -> Reply.created("/api/v1/admin/invitations/" + made.id(), made));
  }

  private Future<Reply> revoke(Call call) {
    UUID invitation = call.uuid("invitationId");
    return bus.ask(Invitation.Revoke.COMMAND, new Invitation.Revoke(invitation))
        .onSuccess(revoked -> tell(call, ActivityType.INVITATION_REVOKED, invitation))
        .map(revoked -> Reply.noContent());
  }

  private Future<Invitation.Shown> read(Call call) {
    return bus.ask(TakeToken.COMMAND, TakeToken.from(Limit.USE_LINK, call.address()))
        .compose(
            taken ->
                bus.ask(Invitation.Read.COMMAND, new Invitation.Read(call.body().text("token"))));
  }

  private Future<Void> take(Call call) {
    return bus.ask(TakeToken.COMMAND, TakeToken.of(Limit.MANAGE_JOINING, call.account()));
  }

  private void tell(Call call, ActivityType type, UUID invitation) {
    Activity.of(type, call.account(), call.address()).with("invitationId", invitation).tell(bus);
  }

  private static UUID after(String cursor) {
    try {
      return cursor == null ? null : UUID.fromString(Opaque.text(cursor));
    } catch (IllegalArgumentException garbage) {
      throw Problem.invalid("cursor", "cursor", "must be the `next` of a page of this list");
    }
  }
}
