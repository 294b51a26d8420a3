package io.gumzo.sockets;

import io.gumzo.bus.Bus;
import io.gumzo.nodes.Attend;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who receives what on this node. May be used from every event loop. */
public final class Receivers {
  private static final Logger LOG = LoggerFactory.getLogger(Receivers.class);
  private static final Receiver[] NONE = {};

  private final Map<UUID, Receiver[]> byAccount = new ConcurrentHashMap<>();
  private final Bus bus;

  /** All attendance is told from one event loop, so that a later count never arrives earlier. */
  private volatile Context context;

  public Receivers(Bus bus) {
    this.bus = bus;
  }

  void tellFrom(Context one) {
    this.context = one;
  }

  /**
   * From now on the receiver gets its account's events of this node; when the answer comes, those
   * of other nodes too. Never fails: what the directory cannot take now is brought by the sweep.
   * The answer comes on the receiver's event loop.
   */
  public Future<Void> join(Receiver receiver) {
    byAccount.merge(receiver.account(), new Receiver[] {receiver}, Receivers::concat);
    Promise<Void> told = Promise.promise();
    attend(receiver.account())
        .onComplete(done -> receiver.context().runOnContext(back -> told.complete()));
    return told.future();
  }

  public void leave(Receiver receiver) {
    byAccount.computeIfPresent(
        receiver.account(), (account, receivers) -> without(receivers, receiver));
    attend(receiver.account());
  }

  Receiver[] of(UUID account) {
    return byAccount.getOrDefault(account, NONE);
  }

  boolean hasAny(Set<UUID> accounts) {
    return accounts.stream().anyMatch(byAccount::containsKey);
  }

  void forEach(Consumer<Receiver> action) {
    byAccount.values().forEach(receivers -> Arrays.stream(receivers).forEach(action));
  }

  int accounts() {
    return byAccount.size();
  }

  private Future<Void> attend(UUID account) {
    Promise<Void> told = Promise.promise();
    context.runOnContext(
        now ->
            bus.ask(Attend.COMMAND, new Attend(account, of(account).length))
                .onFailure(
                    failure -> LOG.debug("The directory was not told: {}", failure.toString()))
                .onComplete(answered -> told.complete()));
    return told.future();
  }

  private static Receiver[] concat(Receiver[] present, Receiver[] added) {
    Receiver[] all = Arrays.copyOf(present, present.length + added.length);
    System.arraycopy(added, 0, all, present.length, added.length);
    return all;
  }

  /** Null, which takes the account out, when nobody is left. */
  private static Receiver[] without(Receiver[] present, Receiver leaving) {
    Receiver[] rest =
        Arrays.stream(present).filter(each -> each != leaving).toArray(Receiver[]::new);
    return rest.length == 0 ? null : rest;
  }
}
