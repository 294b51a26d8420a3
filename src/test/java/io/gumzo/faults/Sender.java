package io.gumzo.faults;

import io.gumzo.testing.Device;
import java.util.ArrayDeque;
import java.util.UUID;

/**
 * One side of a conversation. Says one thing after the other, each until it is acknowledged, as the
 * web client does; what is written meanwhile waits.
 */
final class Sender {
  private final UUID conversation;
  private final UUID person;
  private final Device device;
  private final Checker checker;
  private final ArrayDeque<String> waiting = new ArrayDeque<>();
  private boolean posting;
  private int acknowledged;

  Sender(UUID conversation, UUID person, Device device, Checker checker) {
    this.conversation = conversation;
    this.person = person;
    this.device = device;
    this.checker = checker;
  }

  Device device() {
    return device;
  }

  synchronized int acknowledged() {
    return acknowledged;
  }

  void say(String text) {
    synchronized (this) {
      waiting.add(text);
    }
    next();
  }

  private void next() {
    String text;
    synchronized (this) {
      if (posting || waiting.isEmpty()) {
        return;
      }
      posting = true;
      text = waiting.poll();
    }
    var clientId = UUID.randomUUID();
    checker.posted(conversation, person, clientId);
    device
        .post(conversation, clientId, text)
        .onSuccess(
            message -> {
              checker.acknowledged(conversation, message);
              synchronized (this) {
                acknowledged++;
                posting = false;
              }
              next();
            });
  }
}
