package io.gumzo.joining;

import io.gumzo.accounts.Admission;
import io.gumzo.accounts.Email;
import io.gumzo.accounts.SignUp;
import io.gumzo.config.AccountsConfig.SignUpMode;
import io.gumzo.config.GumzoConfig;
import io.gumzo.joining.InvitationRepository.Stored;
import io.gumzo.persistence.Database;
import io.gumzo.problem.FieldError;
import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.gumzo.tokens.LinkTokens;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Lets people sign up as the policy says, and by invitations wherever anybody signs up (ADR 18).
 */
public final class JoiningAdmission implements Admission {
  private final PolicyRepository policies;
  private final InvitationRepository invitations;
  private final InvitationLinks links;

  public JoiningAdmission(Database database, GumzoConfig config, LinkTokens links) {
    this.policies = new PolicyRepository(database, config.accounts());
    this.invitations = new InvitationRepository(database);
    this.links = new InvitationLinks(links, config.ownUrl());
  }

  @Override
  public Future<Terms> check(SignUp person) {
    return policies
        .read()
        .compose(
            policy ->
                invited(policy, person)
                    .map(id -> invitations.one(id).map(found -> byInvitation(person, found)))
                    .orElseGet(() -> byPolicy(policy, person)));
  }

  @Override
  public Future<Terms> admit(SqlConnection transaction, SignUp person) {
    return policies
        .hold(transaction)
        .compose(
            policy ->
                invited(policy, person)
                    .map(id -> use(transaction, id, person))
                    .orElseGet(() -> byPolicy(policy, person)))
        .compose(
            terms ->
                terms.broken().isEmpty()
                    ? Future.succeededFuture(terms)
                    : Future.failedFuture(Problem.invalid(terms.broken())));
  }

  private Future<Terms> use(SqlConnection transaction, UUID id, SignUp person) {
    return InvitationRepository.lock(transaction, id)
        .map(found -> byInvitation(person, found))
        .compose(terms -> InvitationRepository.use(transaction, id).map(terms));
  }

  /** By which invitation; throws what refuses whoever asks. */
  private Optional<UUID> invited(SignUpPolicy policy, SignUp person) {
    if (policy.mode() == SignUpMode.CLOSED) {
      throw Problem.of(ProblemType.SIGN_UP_CLOSED);
    }
    if (person.invitation() == null) {
      return Optional.empty();
    }
    return Optional.of(links.read(person.invitation()).orElseThrow(JoiningAdmission::notValid));
  }

  /** Who was mailed it reads the mails of that email. */
  private static Terms byInvitation(SignUp person, Optional<Stored> found) {
    Stored invitation = found.filter(Stored::isOpen).orElseThrow(JoiningAdmission::notValid);
    boolean mailed = invitation.email() != null;
    boolean theirs = mailed && invitation.email().equalsIgnoreCase(person.email());
    return new Terms(
        mailed && !theirs && !person.email().isEmpty()
            ? List.of(new FieldError("email", "invited", "must be the email that was invited"))
            : List.of(),
        theirs,
        false);
  }

  private static Future<Terms> byPolicy(SignUpPolicy policy, SignUp person) {
    return switch (policy.mode()) {
      case OPEN -> Future.succeededFuture(Terms.NONE);
      case CLOSED -> Future.failedFuture(Problem.of(ProblemType.SIGN_UP_CLOSED));
      case INVITATION -> Future.failedFuture(Problem.of(ProblemType.INVITATION_NEEDED));
      case DOMAINS -> Future.succeededFuture(byDomain(policy, person.email()));
    };
  }

  private static Terms byDomain(SignUpPolicy policy, String email) {
    boolean fits = !Email.isValid(email) || policy.domains().contains(Email.domain(email));
    return new Terms(
        fits
            ? List.of()
            : List.of(
                new FieldError(
                    "email", "domain", "must be of " + String.join(" or ", policy.domains()))),
        false,
        true);
  }

  private static Problem notValid() {
    return Problem.of(ProblemType.LINK_NOT_VALID);
  }
}
