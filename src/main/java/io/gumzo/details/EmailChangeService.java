package io.gumzo.details;

import io.gumzo.accounts.AccountRules;
import io.gumzo.accounts.Email;
import io.gumzo.accounts.EndSignIns;
import io.gumzo.accounts.SignUp;
import io.gumzo.accounts.Taken;
import io.gumzo.accounts.UnknownPassword;
import io.gumzo.activity.Activity;
import io.gumzo.activity.ActivityType;
import io.gumzo.bus.Bus;
import io.gumzo.config.GumzoConfig;
import io.gumzo.details.EmailChangeRepository.Owner;
import io.gumzo.mail.MailOutbox;
import io.gumzo.persistence.Database;
import io.gumzo.persistence.Service;
import io.gumzo.problem.FieldError;
import io.gumzo.problem.Problem;
import io.gumzo.sessions.ProveIdentity;
import io.gumzo.streams.StreamEvent;
import io.gumzo.streams.Streams;
import io.gumzo.throttle.Limit;
import io.gumzo.throttle.TakeToken;
import io.gumzo.tokens.LinkTokens;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Asks for, cancels, confirms and undoes changes of emails (ADR 17). */
public final class EmailChangeService implements Service {
  private final Database database;
  private final EmailChangeRepository changes;
  private final EmailLinks links;
  private final boolean tellsEmails;
  private Bus bus;

  public EmailChangeService(
      Database database, GumzoConfig config, LinkTokens links, EndSignIns signIns) {
    this.database = database;
    this.changes = new EmailChangeRepository(database);
    this.tellsEmails = !config.accounts().requireVerifiedEmail();
    this.links = new EmailLinks(changes, new EmailMails(links, config.ownUrl()), links, signIns);
  }

  @Override
  public void bind(Bus bus) {
    this.bus = bus;
    bus.serve(EmailChange.Get.COMMAND, ask -> changes.waiting(ask.account()));
    bus.serve(EmailChange.Request.COMMAND, this::request);
    bus.serve(EmailChange.Cancel.COMMAND, this::cancel);
    bus.serve(EmailChange.Confirm.COMMAND, this::confirm);
    bus.serve(EmailChange.Undo.COMMAND, this::undo);
  }

  /** Rules first: a code of the second factor works once, and is not for an email with a slip. */
  private Future<EmailChange> request(EmailChange.Request command) {
    UUID account = command.proof().account();
    String email = Email.normalise(command.email());
    return changes
        .owner(account, email)
        .map(owner -> broken(email, owner))
        .compose(
            broken ->
                broken.isEmpty()
                    ? bus.ask(ProveIdentity.COMMAND, command.proof())
                    : Future.failedFuture(Problem.invalid(broken)))
        .compose(me -> bus.ask(TakeToken.COMMAND, TakeToken.to(Limit.MAIL_TO, email)))
        .compose(
            taken ->
                database.transaction(
                    transaction -> links.request(transaction, account, email, command.language())))
        .onSuccess(this::tell)
        .compose(event -> changes.waiting(account));
  }

  /** Where emails must be confirmed nobody is told that one is taken (ADR 13). */
  private List<FieldError> broken(String email, Owner owner) {
    var person = new SignUp("", "", email, "", "");
    List<FieldError> broken = new ArrayList<>(AccountRules.brokenIn(Set.of("email"), person));
    if (owner == Owner.SELF) {
      broken.add(new FieldError("email", "same", "is your email already"));
    } else if (owner == Owner.ANOTHER && tellsEmails) {
      broken.add(Taken.error("email"));
    }
    return broken;
  }

  private Future<Void> cancel(EmailChange.Cancel command) {
    return database
        .transaction(transaction -> links.cancel(transaction, command.account()))
        .onSuccess(event -> event.ifPresent(this::tell))
        .mapEmpty();
  }

  private Future<Void> confirm(EmailChange.Confirm command) {
    return links
        .confirmation(command.token())
        .compose(
            claim ->
                database.transaction(
                    transaction -> links.confirm(transaction, claim, command.language())))
        .onSuccess(event -> event.ifPresent(this::tellChanged))
        .mapEmpty();
  }

  private void tellChanged(StreamEvent event) {
    tell(event);
    Activity.of(ActivityType.EMAIL_CHANGED, event.stream(), "").tell(bus);
  }

  private Future<EmailChange.Undone> undo(EmailChange.Undo command) {
    return links
        .undoing(command.token())
        .compose(
            claim ->
                bus.ask(UnknownPassword.COMMAND, new UnknownPassword())
                    .compose(
                        hash ->
                            database.transaction(
                                transaction -> links.undo(transaction, claim, hash))))
        .map(
            undone -> {
              undone.signedOut().run();
              tell(undone.event());
              Activity.of(ActivityType.EMAIL_CHANGE_UNDONE, undone.event().stream(), "").tell(bus);
              return new EmailChange.Undone(undone.resetToken());
            });
  }

  private void tell(StreamEvent event) {
    bus.tell(Streams.COMMITTED, new Streams.Batch(List.of(event)));
    bus.tell(MailOutbox.WAITING, new MailOutbox.Waiting());
  }
}
