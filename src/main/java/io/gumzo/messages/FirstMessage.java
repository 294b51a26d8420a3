package io.gumzo.messages;

import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.gumzo.streams.StreamEvent;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Optional;

/** Posts a message as a part of what makes its conversation, all or nothing. */
public final class FirstMessage {
  private FirstMessage() {}

  /** As {@link #append}, with everything that its sender is to be answered. */
  public static Future<PostFirst.Done> post(SqlConnection transaction, PostMessage post) {
    return MessageAppender.append(transaction, List.of(post))
        .map(List::getFirst)
        .map(posted -> posted.orElseThrow(() -> Problem.of(ProblemType.NOT_CONTACTS)))
        .map(
            each -> new PostFirst.Done(each.message(), each.json(), each.audience(), each.isNew()));
  }

  /**
   * The text was checked when it was taken in.
   *
   * @return the event, to be told after the commit; empty when its client id was posted before
   */
  public static Future<Optional<StreamEvent>> append(SqlConnection transaction, PostMessage post) {
    return MessageAppender.append(transaction, List.of(post))
        .map(List::getFirst)
        .map(
            posted ->
                posted
                    .filter(MessageAppender.Appended::isNew)
                    .map(
                        each ->
                            MessageRepository.posted(
                                each.message(), each.json(), each.audience())));
  }
}
