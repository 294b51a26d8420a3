package io.gumzo.joining;

import com.github.f4b6a3.uuid.UuidCreator;
import io.gumzo.accounts.AccountRules;
import io.gumzo.accounts.CheckEmail;
import io.gumzo.accounts.Email;
import io.gumzo.accounts.SignUp;
import io.gumzo.accounts.Taken;
import io.gumzo.bus.Bus;
import io.gumzo.config.AccountsConfig.SignUpMode;
import io.gumzo.config.GumzoConfig;
import io.gumzo.joining.InvitationRepository.Stored;
import io.gumzo.json.Opaque;
import io.gumzo.mail.Mail;
import io.gumzo.mail.MailOutbox;
import io.gumzo.mail.Template;
import io.gumzo.persistence.Database;
import io.gumzo.persistence.Service;
import io.gumzo.problem.FieldError;
import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.gumzo.tokens.LinkTokens;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Serves the policy of signing up, and invitations. */
public final class JoiningService implements Service {
  private static final long GLANCE_NANOS = 1_000_000_000;

  private final Database database;
  private final PolicyRepository policies;
  private final InvitationRepository invitations;
  private final InvitationLinks links;
  private final boolean mailed;
  private Future<SignUpPolicy> glance;
  private long glancedAt;
  private Bus bus;

  public JoiningService(Database database, GumzoConfig config, LinkTokens links) {
    this.database = database;
    this.policies = new PolicyRepository(database, config.accounts());
    this.invitations = new InvitationRepository(database);
    this.links = new InvitationLinks(links, config.ownUrl());
    this.mailed = config.mail().sends() || config.mail().shows();
  }

  @Override
  public void bind(Bus bus) {
    this.bus = bus;
    bus.serve(SignUpPolicy.Glance.COMMAND, ask -> glance());
    bus.serve(SignUpPolicy.Get.COMMAND, ask -> policies.read());
    bus.serve(SignUpPolicy.Change.COMMAND, this::change);
    bus.serve(Invitation.Create.COMMAND, this::create);
    bus.serve(Invitation.ListAll.COMMAND, this::list);
    bus.serve(Invitation.Revoke.COMMAND, this::revoke);
    bus.serve(Invitation.Read.COMMAND, this::read);
  }

  private Future<SignUpPolicy> glance() {
    long now = System.nanoTime();
    if (glance == null || glance.failed() || now - glancedAt > GLANCE_NANOS) {
      glance = policies.read();
      glancedAt = now;
    }
    return glance;
  }

  private Future<SignUpPolicy> change(SignUpPolicy.Change command) {
    SignUpPolicy.Change wanted = command.normalised();
    List<FieldError> broken = wanted.broken(mailed);
    return broken.isEmpty()
        ? policies.set(wanted.mode(), wanted.domains())
        : Future.failedFuture(Problem.invalid(broken));
  }

  private Future<Invitation> create(Invitation.Create command) {
    Invitation.Create wanted = normalised(command);
    return refuseClosed()
        .compose(open -> broken(wanted))
        .compose(
            broken ->
                broken.isEmpty()
                    ? database.transaction(transaction -> insert(transaction, wanted))
                    : Future.failedFuture(Problem.invalid(broken)))
        .onSuccess(made -> bus.tell(MailOutbox.WAITING, new MailOutbox.Waiting()))
        .map(this::shown);
  }

  private static Invitation.Create normalised(Invitation.Create command) {
    return command.email() == null
        ? command
        : new Invitation.Create(
            command.by(), Email.normalise(command.email()), 1, command.days(), command.language());
  }

  private Future<List<FieldError>> broken(Invitation.Create wanted) {
    if (wanted.email() == null) {
      return Future.succeededFuture(List.of());
    }
    List<FieldError> broken =
        new ArrayList<>(
            AccountRules.brokenIn(Set.of("email"), new SignUp("", "", wanted.email(), "", "")));
    if (!mailed) {
      broken.add(new FieldError("email", "noMail", "cannot be written to: no mail is sent"));
    }
    return bus.ask(CheckEmail.COMMAND, new CheckEmail(wanted.email()))
        .map(
            confirmed -> {
              if (confirmed) {
                broken.add(Taken.error("email"));
              }
              return broken;
            });
  }

  private Future<Stored> insert(SqlConnection transaction, Invitation.Create wanted) {
    return InvitationRepository.insert(transaction, UuidCreator.getTimeOrderedEpoch(), wanted)
        .compose(
            made ->
                made.email() == null
                    ? Future.succeededFuture(made)
                    : MailOutbox.put(transaction, mail(made, wanted)).map(made));
  }

  private Mail mail(Stored invitation, Invitation.Create wanted) {
    return new Mail(
        wanted.by(),
        null,
        invitation.email(),
        Template.INVITATION,
        wanted.language(),
        Map.of("username", invitation.madeBy().username(), "link", links.link(invitation)));
  }

  private Future<Invitation.Page> list(Invitation.ListAll ask) {
    return invitations.page(ask.after(), ask.limit() + 1).map(found -> page(found, ask.limit()));
  }

  private Invitation.Page page(List<Stored> found, int limit) {
    List<Invitation> items = found.stream().limit(limit).map(this::shown).toList();
    return new Invitation.Page(
        items, found.size() > limit ? Opaque.of(items.getLast().id().toString()) : null);
  }

  private Future<Void> revoke(Invitation.Revoke command) {
    return invitations
        .revoke(command.id())
        .compose(
            revoked ->
                revoked
                    ? Future.succeededFuture()
                    : Future.failedFuture(Problem.of(ProblemType.NOT_FOUND)));
  }

  private Future<Invitation.Shown> read(Invitation.Read ask) {
    UUID id = links.read(ask.token()).orElseThrow(JoiningService::notValid);
    return refuseClosed()
        .compose(open -> invitations.one(id))
        .map(found -> found.filter(Stored::isOpen).orElseThrow(JoiningService::notValid))
        .map(
            found ->
                new Invitation.Shown(found.madeBy().username(), found.email(), found.expiresAt()));
  }

  private Future<Void> refuseClosed() {
    return policies
        .read()
        .compose(
            policy ->
                policy.mode() == SignUpMode.CLOSED
                    ? Future.failedFuture(Problem.of(ProblemType.SIGN_UP_CLOSED))
                    : Future.succeededFuture());
  }

  private Invitation shown(Stored each) {
    boolean handedOut = each.isOpen() && each.email() == null;
    return new Invitation(
        each.id(),
        each.madeBy(),
        each.isOpen() ? each.email() : null,
        handedOut ? links.link(each) : null,
        each.uses(),
        each.mostUses(),
        each.madeAt(),
        each.expiresAt(),
        each.state());
  }

  private static Problem notValid() {
    return Problem.of(ProblemType.LINK_NOT_VALID);
  }
}
