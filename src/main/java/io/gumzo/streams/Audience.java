package io.gumzo.streams;

import java.util.UUID;

/**
 * Who may see an event, decided in the transaction that wrote it, under the stream's row lock: who
 * was removed at an earlier position is not in it.
 *
 * @param id the account of a personal stream, or the conversation
 * @param version 0 for one account; else the version of the conversation's member list, which grows
 *     by one with every change of it
 */
public record Audience(UUID id, long version) {
  public static Audience account(UUID account) {
    return new Audience(account, 0);
  }

  public static Audience members(UUID conversation, long version) {
    return new Audience(conversation, version);
  }

  public boolean isOneAccount() {
    return version == 0;
  }
}
