package io.gumzo.accounts;

import io.gumzo.accounts.CredentialRepository.Credentials;
import io.gumzo.activity.Activity;
import io.gumzo.activity.ActivityType;
import io.gumzo.bus.Bus;
import io.gumzo.mail.Language;
import io.gumzo.mail.MailOutbox;
import io.gumzo.persistence.Database;
import io.gumzo.problem.FieldError;
import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commands of the server's operator on accounts, except suspension. */
final class OperatorService {
  private static final Logger LOG = LoggerFactory.getLogger(OperatorService.class);

  private static final String DEMOTE =
      """
      UPDATE accounts SET role = 'user' WHERE id = $1 AND role = 'admin'
      """;

  /** Events and messages to publish after the commit. */
  private record Done(UUID account, boolean changed, Runnable signedOut) {}

  private final Bus bus;
  private final CredentialRepository credentials;
  private final Passwords passwords;
  private final AccountMails mails;
  private final EndSignIns signIns;

  OperatorService(
      Bus bus,
      CredentialRepository credentials,
      Passwords passwords,
      AccountMails mails,
      EndSignIns signIns) {
    this.bus = bus;
    this.credentials = credentials;
    this.passwords = passwords;
    this.mails = mails;
    this.signIns = signIns;
  }

  void bind(Bus bus) {
    bus.serve(DemoteAdmin.COMMAND, this::demote);
    bus.serve(SetPassword.COMMAND, this::setPassword);
  }

  private Future<Void> demote(DemoteAdmin command) {
    return credentials
        .database()
        .transaction(
            transaction ->
                Administrators.release(transaction, command.username(), command.force())
                    .compose(account -> demote(transaction, account)))
        .map(done -> tell(done, ActivityType.ADMIN_DEMOTED));
  }

  private Future<Done> demote(SqlConnection transaction, UUID account) {
    return Database.query(transaction, DEMOTE, account)
        .compose(
            rows ->
                rows.rowCount() == 0
                    ? Future.succeededFuture(new Done(account, false, () -> {}))
                    : signIns
                        .allBut(transaction, account, null)
                        .map(signedOut -> new Done(account, true, signedOut)));
  }

  private Future<Void> setPassword(SetPassword command) {
    String password = Names.compose(command.password());
    return credentials
        .database()
        .transaction(transaction -> Administrators.find(transaction, command.username()))
        .compose(credentials::byId)
        .map(found -> found.orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND)))
        .compose(one -> refuseBroken(one.me(), password).map(one))
        .compose(one -> passwords.hash(password).compose(hash -> set(one.me().id(), hash)))
        .map(
            done -> {
              bus.tell(MailOutbox.WAITING, new MailOutbox.Waiting());
              return tell(done, ActivityType.PASSWORD_SET);
            });
  }

  private Future<Void> refuseBroken(Me me, String password) {
    List<FieldError> broken = AccountRules.brokenByPassword(me, password, passwords.shortest());
    return broken.isEmpty()
        ? Future.succeededFuture()
        : Future.failedFuture(Problem.invalid(broken));
  }

  private Future<Done> set(UUID account, String hash) {
    return credentials
        .database()
        .transaction(
            transaction ->
                credentials
                    .lock(transaction, account)
                    .map(found -> found.orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND)))
                    .compose(one -> set(transaction, one, hash))
                    .map(signedOut -> new Done(account, true, signedOut)));
  }

  private Future<Runnable> set(SqlConnection transaction, Credentials one, String hash) {
    UUID account = one.me().id();
    return credentials
        .setPassword(transaction, account, hash)
        .compose(set -> mails.passwordChanged(transaction, one.me(), Language.EN))
        .compose(written -> signIns.allBut(transaction, account, null));
  }

  private Void tell(Done done, ActivityType type) {
    if (done.changed()) {
      LOG.info("account {}: {} by who runs the server", done.account(), type.slug());
      done.signedOut().run();
      Activity.of(type, done.account(), "").tell(bus);
    }
    return null;
  }
}
