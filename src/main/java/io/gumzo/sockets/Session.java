package io.gumzo.sockets;

import io.gumzo.json.Fields;
import io.gumzo.json.Texts;
import io.gumzo.problem.FieldError;
import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.gumzo.tokens.Principal;
import io.gumzo.tokens.SignedOut;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One socket of the subprotocol {@code gumzo.v1}, on its own event loop: new, joining (waits for
 * its turn; then delivery begins and is buffered while the heads are read), ready, closed.
 */
final class Session implements Receiver {
  private static final Logger LOG = LoggerFactory.getLogger(Session.class);

  private enum State {
    NEW,
    JOINING,
    READY,
    CLOSED
  }

  private final UUID id = UUID.randomUUID();
  private final ServerWebSocket socket;
  private final Context context;
  private final SessionSupport support;
  private final Outbox outbox;
  private final Pulse pulse;
  private State state = State.NEW;
  private Principal principal;
  private final Backlog backlog = new Backlog();
  private final Intake intake;

  Session(ServerWebSocket socket, Wire wire, Context context, SessionSupport support) {
    this.socket = socket;
    this.context = context;
    this.support = support;
    this.pulse = new Pulse(support.config());
    this.outbox = new Outbox(wire, support.config(), support.metrics());
    this.intake =
        new Intake(
            socket, support.config().inFlight(), () -> state != State.JOINING && !outbox.isFull());
  }

  void open() {
    support.metrics().opened();
    if (socket.isClosed()) {
      onClosed();
      return;
    }
    socket.textMessageHandler(this::onText);
    socket.pongHandler(pong -> pulse.heard());
    socket.exceptionHandler(failure -> LOG.debug("A socket failed: {}", failure.toString()));
    socket.closeHandler(closed -> onClosed());
    socket.drainHandler(drained -> onDrained());
  }

  @Override
  public UUID account() {
    return principal.account();
  }

  @Override
  public Context context() {
    return context;
  }

  boolean isClosed() {
    return state == State.CLOSED;
  }

  @Override
  public void receive(Delivered delivered) {
    switch (state) {
      case JOINING -> {
        if (!backlog.keep(delivered)) {
          close(CloseCode.TOO_SLOW);
        }
      }
      case READY -> {
        outbox.events(delivered);
        if (SignedOut.ends(delivered.events(), principal)) {
          close(CloseCode.REVOKED);
        }
      }
      case NEW, CLOSED -> {
        // Delivered before it knew of the end; nobody to tell.
      }
    }
  }

  @Override
  public void close(CloseCode code) {
    if (state != State.CLOSED) {
      support.metrics().closed(code);
      release();
      socket.close(code.code(), code.reason());
    }
  }

  /** Once a second: heartbeats, deadlines, stuck clients. */
  void tick(long now) {
    support.over(principal).ifPresent(this::close);
    if (state == State.CLOSED) {
      return;
    }
    if (state == State.NEW && pulse.isLate(now)) {
      close(CloseCode.NOT_AUTHENTICATED);
    } else if (state == State.READY && pulse.isGone(now)) {
      close(CloseCode.NO_HEARTBEAT);
    } else if (outbox.isStuck(now)) {
      close(CloseCode.TOO_SLOW);
    } else if (pulse.isPingDue(now)) {
      socket.writePing(Buffer.buffer());
      pulse.pinged(now);
    }
  }

  /** A client that is not ready yet is closed when the time is up. */
  @Override
  public void drain(long afterMillis) {
    if (state == State.READY) {
      outbox.answer(FrameWriter.drain(afterMillis));
    }
  }

  private void onText(String text) {
    if (state == State.CLOSED) {
      return;
    }
    pulse.heard();
    if (!Texts.fits(text, support.config().maxFrameBytes())) {
      refuseLarge(text);
      return;
    }
    JsonObject frame = parse(text);
    if (frame == null) {
      return;
    }
    String type = frame.getString("type");
    if (state == State.NEW && !type.equals(SessionSupport.AUTHENTICATE)) {
      close(CloseCode.BEFORE_AUTHENTICATE);
      return;
    }
    List<FieldError> errors = support.contract().errors(type, frame);
    if (!errors.isEmpty()) {
      refuse(frame, Problem.invalid(errors));
    } else if (type.equals(SessionSupport.AUTHENTICATE)) {
      authenticate(frame);
    } else {
      serve(type, frame);
    }
  }

  /** Null after the socket was told what is wrong and closed. */
  private JsonObject parse(String text) {
    try {
      var frame = new JsonObject(text);
      if (frame.getValue("type") instanceof String type && support.contract().knows(type)) {
        return frame;
      }
      refuse(frame, Problem.invalid("type", "enum", "must be the type of a command"));
    } catch (DecodeException malformed) {
      refuse(new JsonObject(), Problem.of(ProblemType.MALFORMED_JSON));
    }
    close(CloseCode.MALFORMED);
    return null;
  }

  /** Whoever is signed in goes on: it is the one message that cannot be taken. */
  private void refuseLarge(String text) {
    if (state == State.NEW) {
      close(CloseCode.FRAME_TOO_LARGE);
    } else {
      outbox.answer(FrameWriter.problem(LargeFrame.ref(text), support.tooLarge()));
      intake.adjust();
    }
  }

  private void refuse(JsonObject frame, Problem problem) {
    if (state != State.CLOSED) {
      outbox.answer(FrameWriter.problem(frame.getValue("ref"), problem));
      if (state == State.NEW) {
        close(CloseCode.MALFORMED);
      }
      intake.adjust();
    }
  }

  private void authenticate(JsonObject frame) {
    Future<?> done;
    if (state == State.NEW) {
      state = State.JOINING; // what comes behind it waits until it is known whose it is
      intake.begin();
      done =
          support.admit(this, new Fields(frame)).onSuccess(this::ready).onFailure(this::notReady);
    } else {
      intake.begin();
      done =
          support
              .tokens()
              .verify(frame.getString("token"))
              .onSuccess(verified -> renew(verified, frame.getValue("ref")))
              .onFailure(failure -> close(SessionSupport.codeFor(failure)));
    }
    done.onComplete(result -> intake.end());
  }

  void belongsTo(Principal verified) {
    principal = verified;
  }

  private void renew(Principal verified, Object ref) {
    if (state == State.READY) {
      if (verified.account().equals(principal.account())) {
        principal = verified;
        outbox.answer(FrameWriter.ok(ref, null));
      } else {
        close(CloseCode.TOKEN_INVALID);
      }
    }
  }

  private void ready(SessionSupport.Joined joined) {
    if (state != State.JOINING) {
      return;
    }
    state = State.READY;
    pulse.heard(); // it was not listened to meanwhile
    outbox.answer(FrameWriter.ready(id, principal.account(), joined.heads()));
    joined.frames().forEach(outbox::answer);
    backlog.drainTo(this::receive);
    support.over(principal).ifPresent(this::close); // what told so may have come before this
  }

  private void notReady(Throwable failure) {
    if (failure instanceof Problem problem && problem.type() == ProblemType.INVALID_REQUEST) {
      refuse(new JsonObject(), problem);
    }
    if (!isClosed()) {
      close(SessionSupport.codeFor(failure));
    }
  }

  private void serve(String type, JsonObject frame) {
    Object ref = frame.getValue("ref");
    intake.begin();
    support
        .serve(type, new Frame(principal, new Fields(frame)))
        .onSuccess(data -> reply(FrameWriter.ok(ref, data)))
        .onFailure(failure -> reply(FrameWriter.problem(ref, support.problem(failure, type))))
        .onComplete(done -> intake.end());
  }

  private void reply(Buffer text) {
    if (state != State.CLOSED) {
      outbox.answer(text);
    }
  }

  private void onDrained() {
    if (state != State.CLOSED) {
      outbox.flush();
      intake.adjust();
    }
  }

  private void onClosed() {
    release();
    support.metrics().gone();
    support.gone(this);
  }

  private void release() {
    if (state != State.CLOSED) {
      boolean joined = principal != null;
      state = State.CLOSED;
      backlog.drainTo(late -> {});
      outbox.release();
      intake.stop();
      if (joined) {
        support.receivers().leave(this);
      }
    }
  }
}
