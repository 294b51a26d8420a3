package io.gumzo.accounts;

import io.gumzo.activity.Activity;
import io.gumzo.activity.ActivityType;
import io.gumzo.bus.Bus;
import io.gumzo.http.Call;
import io.gumzo.http.Reply;
import io.gumzo.http.RouteTable;
import io.gumzo.mail.Language;
import io.gumzo.throttle.Limit;
import io.gumzo.throttle.TakeToken;
import io.vertx.core.Future;

/**
 * The operations on {@code verifications}, {@code password-resets} and the password of {@code me}.
 */
final class PasswordRoutes {
  private final Bus bus;

  PasswordRoutes(Bus bus) {
    this.bus = bus;
  }

  void bind(RouteTable table) {
    table
        .on("requestVerification", this::requestVerification)
        .on("verifyEmail", this::verifyEmail)
        .on("requestPasswordReset", this::requestPasswordReset)
        .on("resetPassword", this::resetPassword)
        .on("changePassword", this::changePassword);
  }

  /** What mails to the caller are written in. */
  static Language language(Call call) {
    return Language.of(call.header("Accept-Language"));
  }

  private Future<Reply> requestVerification(Call call) {
    return bus.ask(TakeToken.COMMAND, TakeToken.of(Limit.SEND_MAIL, call.account()))
        .compose(
            taken ->
                bus.ask(
                    RequestVerification.COMMAND,
                    new RequestVerification(call.account(), language(call))))
        .map(sent -> Reply.noContent());
  }

  private Future<Reply> verifyEmail(Call call) {
    return use(call)
        .compose(taken -> bus.ask(VerifyEmail.COMMAND, new VerifyEmail(call.body().text("token"))))
        .map(verified -> Reply.noContent());
  }

  private Future<Reply> requestPasswordReset(Call call) {
    return bus.ask(TakeToken.COMMAND, TakeToken.from(Limit.SEND_MAIL, call.address()))
        .compose(
            taken ->
                bus.ask(
                    RequestPasswordReset.COMMAND,
                    new RequestPasswordReset(call.body().text("email"), language(call))))
        .map(asked -> Reply.accepted());
  }

  private Future<Reply> resetPassword(Call call) {
    return use(call)
        .compose(
            taken ->
                bus.ask(
                    ResetPassword.COMMAND,
                    new ResetPassword(
                        call.body().text("token"), call.body().text("password"), language(call))))
        .map(reset -> Reply.noContent());
  }

  private Future<Reply> changePassword(Call call) {
    return bus.ask(
            ChangePassword.COMMAND,
            new ChangePassword(
                call.principal(),
                call.body().text("current"),
                call.body().text("code"),
                call.body().text("password"),
                call.address(),
                language(call)))
        .onSuccess(
            changed ->
                Activity.of(ActivityType.PASSWORD_CHANGED, call.account(), call.address())
                    .tell(bus))
        .map(changed -> Reply.noContent());
  }

  private Future<Void> use(Call call) {
    return bus.ask(TakeToken.COMMAND, TakeToken.from(Limit.USE_LINK, call.address()));
  }
}
