package io.gumzo.conversations;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.gumzo.messages.Message;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * As the contracts' schema {@code Conversation}: a snapshot for one of its members. This snapshot
 * and the events after {@code head} give a fresh snapshot.
 *
 * @param head the last position of its stream
 * @param messageCount the number of its last message
 * @param readPosition where this member has read to
 * @param readNumber the number of the last message up to there
 * @param mayPost false when the other one takes messages from contacts only, or this member blocks
 *     them
 * @param accepted false until this member accepts or answers what somebody wrote who is no contact
 */
public record Conversation(
    UUID id,
    String kind,
    List<Member> members,
    long head,
    long messageCount,
    Message lastMessage,
    Instant lastActivityAt,
    long readPosition,
    long readNumber,
    boolean mayPost,
    boolean accepted,
    Instant createdAt) {

  /** Derived, never counted up. */
  @JsonProperty
  public long unread() {
    return messageCount - readNumber;
  }
}
