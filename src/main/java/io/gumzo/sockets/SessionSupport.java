package io.gumzo.sockets;

import io.gumzo.bus.Bus;
import io.gumzo.config.SocketsConfig;
import io.gumzo.json.Fields;
import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.gumzo.tokens.AccessTokens;
import io.gumzo.tokens.Principal;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all sessions of a node share. */
record SessionSupport(
    Bus bus,
    AccessTokens tokens,
    SocketsConfig config,
    FrameContract contract,
    FrameTable table,
    SocketSurroundings surroundings) {

  private static final Logger LOG = LoggerFactory.getLogger(SessionSupport.class);
  static final String AUTHENTICATE = "authenticate";
  static final String PING = "ping";

  /** Where sessions are kept and counted. */
  record SocketSurroundings(
      Receivers receivers, Admission admission, SocketMetrics metrics, Consumer<Session> gone) {}

  /**
   * @param frames replayed events, and what could not be replayed
   */
  record Joined(Resume.Heads heads, List<Buffer> frames) {}

  Receivers receivers() {
    return surroundings.receivers();
  }

  SocketMetrics metrics() {
    return surroundings.metrics();
  }

  void gone(Session session) {
    surroundings.gone().accept(session);
  }

  Future<?> serve(String type, Frame frame) {
    return type.equals(PING) ? Future.succeededFuture() : table.serve(type, frame);
  }

  Problem problem(Throwable failure, String type) {
    Problem problem = Problem.from(failure);
    if (problem.type() == ProblemType.INTERNAL) {
      LOG.atError().addKeyValue("frame", type).setCause(failure).log("A command failed");
    }
    return problem;
  }

  Problem tooLarge() {
    return Problem.of(
        ProblemType.PAYLOAD_TOO_LARGE, "want at most %d bytes".formatted(config.maxFrameBytes()));
  }

  /** With what a session ends that could not join, or not go on with another token. */
  static CloseCode codeFor(Throwable failure) {
    return switch (Problem.from(failure).type()) {
      case TOKEN_EXPIRED -> CloseCode.TOKEN_EXPIRED;
      case UNAUTHENTICATED -> CloseCode.TOKEN_INVALID;
      case SESSION_ENDED -> CloseCode.REVOKED;
      case INVALID_REQUEST -> CloseCode.MALFORMED;
      default -> {
        LOG.warn("A session could not join: {}", failure.toString());
        yield CloseCode.PAUSED;
      }
    };
  }

  /**
   * Why whoever came with this token must go now; empty while they may stay.
   *
   * @param principal null before anybody has come
   */
  Optional<CloseCode> over(Principal principal) {
    if (principal == null) {
      return Optional.empty();
    }
    if (tokens.hasEnded(principal)) {
      return Optional.of(CloseCode.REVOKED);
    }
    return principal.expiresAt().isBefore(Instant.now())
        ? Optional.of(CloseCode.TOKEN_EXPIRED)
        : Optional.empty();
  }

  /** Lets a session join when it is its turn, with its frame {@code authenticate}. */
  Future<Joined> admit(Session session, Fields frame) {
    return surroundings.admission().enter(session.context(), () -> verify(session, frame));
  }

  private Future<Joined> verify(Session session, Fields frame) {
    return session.isClosed()
        ? gone()
        : tokens.verify(frame.text("token")).compose(verified -> join(session, verified, frame));
  }

  /**
   * Delivery begins first; only then are the heads and the open streams read, so nothing falls
   * between.
   */
  private Future<Joined> join(Session session, Principal verified, Fields frame) {
    if (session.isClosed()) {
      return gone();
    }
    session.belongsTo(verified);
    return since(frame.text("since"))
        .compose(since -> join(session, since))
        .compose(
            heads ->
                new Replay(bus, session.account(), config.queueBytes())
                    .of(frame.list("open"))
                    .map(frames -> new Joined(heads, frames)));
  }

  private static <T> Future<T> gone() {
    return Future.failedFuture(Problem.unavailable("the client has gone"));
  }

  private Future<Resume.Heads> join(Session session, Instant since) {
    return receivers()
        .join(session)
        .compose(delivering -> bus.ask(Resume.COMMAND, new Resume(session.account(), since)));
  }

  private static Future<Instant> since(String text) {
    try {
      return Future.succeededFuture(text == null ? null : Instant.parse(text));
    } catch (DateTimeParseException broken) {
      return Future.failedFuture(
          Problem.invalid("since", "format", "must be the 'at' of an earlier 'ready'"));
    }
  }
}
