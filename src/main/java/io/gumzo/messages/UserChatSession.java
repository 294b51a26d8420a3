package io.gumzo.messages;

import io.gumzo.json.Texts;
import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.gumzo.sockets.CloseCode;
import io.gumzo.sockets.Delivered;
import io.gumzo.sockets.Intake;
import io.gumzo.sockets.Receiver;
import io.gumzo.tokens.Principal;
import io.gumzo.tokens.SignedOut;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One simple socket: who is at it, until when, and what they say. For its event loop. */
final class UserChatSession implements Receiver {
  private static final Logger LOG = LoggerFactory.getLogger(UserChatSession.class);

  private final ServerWebSocket socket;
  private final UserChatSupport support;
  private final Context context;
  private final UserChatFeed feed;
  private final Timers timers;
  private final Intake intake;
  private final UUID conversation;
  private UserChatGuest guest;
  private boolean joined;
  private boolean closed;
  private boolean wasFull;
  private long expiry = -1;
  private long lastHeard = System.currentTimeMillis();

  /** On the event loop that it is to run on. */
  UserChatSession(
      ServerWebSocket socket, UserChatSupport support, UserChatGuest guest, UserChatStart start) {
    this.socket = socket;
    this.support = support;
    this.guest = guest;
    this.conversation = start.conversation();
    this.context = Vertx.currentContext();
    this.timers = new Timers(context.owner());
    this.feed = new UserChatFeed(this, support.bus(), start);
    this.intake = new Intake(socket, support.config().inFlight(), this::isWritable);
    if (socket.isClosed()) {
      closed = true;
      return;
    }
    socket.pause();
    socket.closeHandler(gone -> release());
    socket.exceptionHandler(failure -> LOG.debug("A socket failed: {}", failure.toString()));
  }

  /** Delivery begins first; the last messages are read then, so that none falls between. */
  void open() {
    if (closed) {
      return;
    }
    joined = true;
    socket.textMessageHandler(this::onText);
    socket.pongHandler(pong -> lastHeard = System.currentTimeMillis());
    socket.drainHandler(drained -> onDrained());
    timers.every(support.config().pingSeconds() * 1_000L, this::heartbeat);
    awaitExpiry();
    socket.resume();
    support.receivers().join(this).compose(delivering -> feed.begin()).onFailure(this::refuse);
    closeIfEnded(); // what told so may have come before this
  }

  void refuse(Throwable failure) {
    boolean stranger =
        failure instanceof Problem problem && problem.type() == ProblemType.NOT_A_MEMBER;
    close(stranger ? CloseCode.REVOKED : CloseCode.PAUSED);
  }

  @Override
  public UUID account() {
    return guest.principal().account();
  }

  @Override
  public Context context() {
    return context;
  }

  boolean isClosed() {
    return closed;
  }

  /** Whether the client takes more now. */
  boolean isWritable() {
    return !closed && !socket.isClosed() && !socket.writeQueueFull();
  }

  void write(String text) {
    if (!closed) {
      socket.writeTextMessage(text);
    }
  }

  /** Not after the end. */
  void later(long millis, Runnable action) {
    timers.after(millis, action);
  }

  @Override
  public void receive(Delivered delivered) {
    if (closed) {
      return;
    }
    if (SignedOut.ends(delivered.events(), guest.principal())) {
      close(CloseCode.REVOKED);
    } else {
      feed.receive(delivered);
    }
  }

  /** This protocol has no word for it: the client connects again when it is closed. */
  @Override
  public void drain(long afterMillis) {
    timers.after(afterMillis, () -> close(CloseCode.DRAINING));
  }

  @Override
  public void close(CloseCode code) {
    if (!closed) {
      release();
      socket.close(code.code(), code.reason());
    }
  }

  private void onText(String text) {
    if (closed || closeIfEnded()) {
      return;
    }
    lastHeard = System.currentTimeMillis();
    intake.begin();
    hear(text)
        .onFailure(failure -> write(UserChatFrames.error(failure)))
        .onComplete(done -> intake.end());
  }

  private Future<Void> hear(String text) {
    try {
      if (!Texts.fits(text, support.config().maxFrameBytes())) {
        throw Problem.of(
            ProblemType.PAYLOAD_TOO_LARGE,
            "want at most %d bytes".formatted(support.config().maxFrameBytes()));
      }
      return switch (UserChatFrames.parse(text)) {
        case UserChatFrames.Text said -> post(said.text());
        case UserChatFrames.Token renewing -> renew(renewing.token());
      };
    } catch (Problem problem) {
      return Future.failedFuture(problem);
    }
  }

  private Future<Void> post(String text) {
    return support
        .bus()
        .ask(PostMessage.COMMAND, new PostMessage(conversation, account(), UUID.randomUUID(), text))
        .mapEmpty();
  }

  /** A cookie is good for as long as its session: there is nothing to renew. */
  private Future<Void> renew(String token) {
    if (!guest.byToken()) {
      return Future.failedFuture(
          Problem.invalid("token", "cookie", "is not needed by who came with a cookie"));
    }
    return support.tokens().verify(token).map(this::renewed).otherwise(this::notRenewed);
  }

  private Void renewed(Principal verified) {
    if (!closed && verified.account().equals(account())) {
      guest = guest.renewed(verified);
      timers.cancel(expiry);
      awaitExpiry();
    } else {
      close(CloseCode.TOKEN_INVALID);
    }
    return null;
  }

  private Void notRenewed(Throwable failure) {
    close(
        switch (Problem.from(failure).type()) {
          case TOKEN_EXPIRED -> CloseCode.TOKEN_EXPIRED;
          case SESSION_ENDED -> CloseCode.REVOKED;
          case UNAUTHENTICATED -> CloseCode.TOKEN_INVALID;
          default -> CloseCode.PAUSED;
        });
    return null;
  }

  private void awaitExpiry() {
    long left = guest.principal().expiresAt().toEpochMilli() - System.currentTimeMillis();
    expiry = timers.after(left, () -> close(CloseCode.TOKEN_EXPIRED));
  }

  private boolean closeIfEnded() {
    if (support.tokens().hasEnded(guest.principal())) {
      close(CloseCode.REVOKED);
    }
    return closed;
  }

  private void onDrained() {
    if (!closed) {
      wasFull = false;
      feed.catchUp();
      intake.adjust();
    }
  }

  /** A client that took nothing from one heartbeat to the next is given up. */
  private void heartbeat() {
    boolean isFull = !isWritable();
    if (System.currentTimeMillis() - lastHeard > support.config().idleSeconds() * 1_000L) {
      close(CloseCode.NO_HEARTBEAT);
    } else if (isFull && wasFull) {
      close(CloseCode.TOO_SLOW);
    } else if (!closeIfEnded()) {
      wasFull = isFull;
      socket.writePing(Buffer.buffer());
    }
  }

  private void release() {
    if (!closed) {
      closed = true;
      timers.end();
      intake.stop();
      if (joined) {
        support.receivers().leave(this);
      }
    }
  }
}
