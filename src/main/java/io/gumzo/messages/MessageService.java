package io.gumzo.messages;

import io.gumzo.activity.Activity;
import io.gumzo.activity.ActivityType;
import io.gumzo.bus.Bus;
import io.gumzo.config.PostgresConfig;
import io.gumzo.messages.MessageAppender.Appended;
import io.gumzo.messages.PostMessage.Posted;
import io.gumzo.persistence.Database;
import io.gumzo.persistence.Pipeline;
import io.gumzo.persistence.Service;
import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.gumzo.streams.Streams;
import io.gumzo.throttle.Limit;
import io.gumzo.throttle.TakeTokens;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Posts messages, by the batch: throttle, append, and only then tell. */
public final class MessageService implements Service {
  private final MessageQueue queue;
  private final int maxChars;
  private final Timer sendToCommit;
  private Bus bus;

  public MessageService(Vertx vertx, Database database, int maxChars, MeterRegistry metrics) {
    this.queue =
        new MessageQueue(
            vertx,
            Stream.generate(() -> writer(vertx, database.pipeline()))
                .limit(PostgresConfig.POSTING_CONNECTIONS)
                .toList());
    this.maxChars = maxChars;
    this.sendToCommit =
        Timer.builder("gumzo.messages.send.to.commit")
            .description("From the command to the commit")
            .publishPercentileHistogram()
            .register(metrics);
    Gauge.builder("gumzo.messages.queue", queue, MessageQueue::depth)
        .description("Messages that wait to be written")
        .register(metrics);
  }

  private MessageQueue.Writer writer(Vertx vertx, Pipeline pipeline) {
    return new MessageWriter(
            vertx, this::takeTokens, new MessageAppender(pipeline)::append, this::announce)
        ::write;
  }

  @Override
  public void bind(Bus bus) {
    this.bus = bus;
    bus.serve(PostMessage.COMMAND, this::post);
  }

  private Future<Posted> post(PostMessage command) {
    PostMessage clean = command.withText(MessageText.clean("text", command.text(), maxChars));
    long began = System.nanoTime();
    return queue
        .append(clean)
        .recover(failure -> refused(clean, failure))
        .onSuccess(appended -> sendToCommit.record(System.nanoTime() - began, TimeUnit.NANOSECONDS))
        .map(appended -> new Posted(appended.message(), appended.json(), appended.isNew()));
  }

  private Future<List<Long>> takeTokens(List<PostMessage> posts) {
    List<String> senders = posts.stream().map(post -> post.sender().toString()).toList();
    return bus.ask(TakeTokens.COMMAND, new TakeTokens(Limit.SEND_MESSAGE, senders))
        .map(TakeTokens.Waits::millis);
  }

  private void announce(List<Appended> fresh) {
    bus.tell(
        Streams.COMMITTED,
        new Streams.Batch(
            fresh.stream()
                .map(each -> MessageRepository.posted(each.message(), each.json(), each.audience()))
                .toList()));
    bus.tell(
        Activity.LOGGED,
        new Activity.Batch(fresh.stream().map(each -> posted(each.message())).toList()));
  }

  /** Whoever is no member may be one who first has to accept, or to be shown to the other one. */
  private Future<Appended> refused(PostMessage command, Throwable failure) {
    return Problem.from(failure).type() == ProblemType.NOT_A_MEMBER
        ? bus.ask(PostFirst.COMMAND, new PostFirst(command)).map(this::announced)
        : Future.failedFuture(failure);
  }

  private Appended announced(PostFirst.Done done) {
    var appended = new Appended(done.message(), done.json(), done.audience(), done.isNew());
    if (appended.isNew()) {
      announce(List.of(appended));
    }
    return appended;
  }

  private static Activity posted(Message message) {
    return new Activity(
        message.at(),
        ActivityType.MESSAGE_POSTED,
        message.senderId(),
        null,
        "",
        Map.of(
            "conversationId", message.conversationId().toString(),
            "messageId", message.id().toString()));
  }
}
