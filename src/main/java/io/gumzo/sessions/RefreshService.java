package io.gumzo.sessions;

import io.gumzo.accounts.Me;
import io.gumzo.activity.Activity;
import io.gumzo.activity.ActivityType;
import io.gumzo.bus.Bus;
import io.gumzo.persistence.Gathering;
import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.gumzo.sessions.SignInRepository.Rotation;
import io.gumzo.sessions.SignInRepository.SignInRow;
import io.gumzo.streams.StreamEvent;
import io.gumzo.throttle.RememberAddress;
import io.gumzo.tokens.CheckRefreshToken;
import io.gumzo.tokens.NoteTokenUse;
import io.gumzo.tokens.Principal;
import io.gumzo.tokens.Successors;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Exchanges refresh tokens, each decision under the lock of its sign-in (ADR 14):
 *
 * <pre>
 *  newest ── refresh ──► newest of the next generation; this one becomes the previous
 *  previous ── refresh ──► the newest again, until that was used ({@link #noteUse}) or a minute passed
 *  previous that is not good any more, or older ── refresh ──► the sign-in ends
 *  any ── refresh that means another account ──► nothing changes (ADR 15)
 * </pre>
 */
final class RefreshService {
  private static final Logger LOG = LoggerFactory.getLogger(RefreshService.class);
  private static final int MOST_USES_TOGETHER = 256;

  /** What became of a refresh token. */
  private sealed interface Exchange {
    record Made(RefreshToken next, Me me) implements Exchange {}

    record Ended(Optional<StreamEvent> event) implements Exchange {}
  }

  private static final Exchange NOTHING = new Exchange.Ended(Optional.empty());

  private final Bus bus;
  private final SignInRepository signIns;
  private final SessionMaker sessions;
  private final SignInEnd end;
  private final Successors successors;
  private final Gathering<NoteTokenUse, Void> uses =
      new Gathering<>(MOST_USES_TOGETHER, this::noteUses);

  RefreshService(
      Bus bus,
      SignInRepository signIns,
      SessionMaker sessions,
      SignInEnd end,
      Successors successors) {
    this.bus = bus;
    this.signIns = signIns;
    this.sessions = sessions;
    this.end = end;
    this.successors = successors;
  }

  void bind(Bus bus) {
    bus.serve(RefreshSession.COMMAND, this::refresh);
    bus.serve(CheckRefreshToken.COMMAND, this::check);
    bus.serve(NoteTokenUse.COMMAND, uses::ask);
  }

  private Future<Session> refresh(RefreshSession command) {
    return RefreshToken.parse(command.refreshToken())
        .map(
            token ->
                signIns
                    .database()
                    .transaction(transaction -> exchange(transaction, token, command)))
        .orElseGet(() -> Future.succeededFuture(NOTHING))
        .compose(this::answer);
  }

  /** Succeeds whatever became of the token, so that a revocation is committed. */
  private Future<Exchange> exchange(
      SqlConnection transaction, RefreshToken token, RefreshSession command) {
    var device = new Device(command.address(), command.userAgent());
    return signIns
        .lock(transaction, token.signIn())
        .compose(
            found -> {
              SignInRow row = found.filter(SignInRow::live).orElse(null);
              if (row == null || !belongs(token, row)) {
                return Future.succeededFuture(NOTHING);
              }
              if (command.account() != null && !command.account().equals(row.me().id())) {
                return Future.failedFuture(Problem.of(ProblemType.ANOTHER_ACCOUNT));
              }
              if (token.generation() < row.generation()) {
                return isGoodPrevious(token, row)
                    ? again(transaction, token, row, device)
                    : revoke(transaction, row, device);
              }
              return isNewest(token, row)
                  ? rotate(transaction, token, row, device)
                  : Future.succeededFuture(NOTHING);
            });
  }

  private Future<Exchange> rotate(
      SqlConnection transaction, RefreshToken token, SignInRow row, Device device) {
    byte[] salt = Successors.newSalt();
    RefreshToken next = token.next(successors.secrets(token.bytes(), salt).getFirst());
    return signIns
        .rotate(transaction, new Rotation(next, token, salt), sessions.refreshDays(), device)
        .onSuccess(rotated -> remember(row, device))
        .map(new Exchange.Made(next, row.me()));
  }

  /** Beside the refresh, which does not depend on it: the next one tries again. */
  private void remember(SignInRow row, Device device) {
    bus.ask(RememberAddress.COMMAND, new RememberAddress(row.me().id(), device.address()))
        .onFailure(failure -> LOG.debug("an address is not remembered: {}", failure.toString()));
  }

  /** A new one where no key of this node makes the newest: its key was withdrawn meanwhile. */
  private Future<Exchange> again(
      SqlConnection transaction, RefreshToken token, SignInRow row, Device device) {
    return successors.secrets(token.bytes(), row.previous().salt()).stream()
        .map(token::next)
        .filter(next -> isNewest(next, row))
        .findFirst()
        .map(next -> Future.<Exchange>succeededFuture(new Exchange.Made(next, row.me())))
        .orElseGet(() -> rotate(transaction, token, row, device));
  }

  private Future<Exchange> revoke(SqlConnection transaction, SignInRow row, Device device) {
    LOG.warn(
        "sign-in {} of account {} ended: a refresh token came again after its successor was used",
        row.id(),
        row.me().id());
    Activity.of(ActivityType.REFRESH_TOKEN_REUSED, row.me().id(), device.address())
        .with("sessionId", row.id())
        .tell(bus);
    return SignInEnd.one(transaction, row.me().id(), row.id()).map(Exchange.Ended::new);
  }

  private Future<Session> answer(Exchange exchange) {
    return switch (exchange) {
      case Exchange.Made made -> Future.succeededFuture(sessions.session(made.next(), made.me()));
      case Exchange.Ended ended -> {
        end.tell(ended.event());
        yield Future.failedFuture(Problem.of(ProblemType.SESSION_ENDED));
      }
    };
  }

  private Future<Principal> check(CheckRefreshToken ask) {
    return RefreshToken.parse(ask.refreshToken())
        .map(token -> signIns.read(token.signIn()).compose(found -> check(token, found)))
        .orElseGet(() -> Future.failedFuture(Problem.of(ProblemType.SESSION_ENDED)));
  }

  private Future<Principal> check(RefreshToken token, Optional<SignInRow> found) {
    SignInRow row =
        found
            .filter(SignInRow::live)
            .filter(live -> belongs(token, live))
            .orElseThrow(() -> Problem.of(ProblemType.SESSION_ENDED));
    var principal = new Principal(row.me().id(), row.id(), row.me().role(), row.expiresAt());
    if (isNewest(token, row)) {
      return row.previous() == null
          ? Future.succeededFuture(principal)
          : uses.ask(new NoteTokenUse(row.id(), row.generation())).map(principal);
    }
    return isGoodPrevious(token, row)
        ? Future.succeededFuture(principal)
        : Future.failedFuture(Problem.of(ProblemType.SESSION_ENDED));
  }

  private Future<List<Void>> noteUses(List<NoteTokenUse> noted) {
    return signIns.noteUses(noted).map(done -> Collections.nCopies(noted.size(), null));
  }

  private static boolean belongs(RefreshToken token, SignInRow row) {
    return MessageDigest.isEqual(token.familyDigest(), row.familyHash());
  }

  private static boolean isNewest(RefreshToken token, SignInRow row) {
    return MessageDigest.isEqual(token.digest(), row.refreshHash());
  }

  private static boolean isGoodPrevious(RefreshToken token, SignInRow row) {
    return row.previous() != null
        && row.previous().good()
        && MessageDigest.isEqual(token.digest(), row.previous().hash());
  }
}
