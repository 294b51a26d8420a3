package io.gumzo.accounts;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import io.gumzo.config.PasswordsConfig;
import io.gumzo.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Argon2id on a few threads of its own. As many as {@code passwords.queue} may wait; the next one
 * fails with {@code THROTTLED} at once.
 */
final class Passwords {
  private static final int HASH_BYTES = 32;
  private static final Duration LONGEST_EXPECTED = Duration.ofSeconds(10);
  private static final Duration WAIT = Duration.ofSeconds(2);

  /**
   * @param outdated the hash was made with other parameters than are wanted now
   */
  record Verdict(boolean matches, boolean outdated) {}

  private static final int SAMPLES = 16;

  private final Vertx vertx;
  private final Argon2Function wanted;
  private final WorkerExecutor workers;
  private final AtomicInteger underWay = new AtomicInteger();
  private final int most;
  private final int shortest;

  /** How long the last ones took, in milliseconds, those that waited for others too. */
  private final AtomicLongArray took = new AtomicLongArray(SAMPLES);

  private final AtomicInteger done = new AtomicInteger();

  /** What the password of an account that does not exist is compared with. */
  private final Future<String> nobody;

  Passwords(Vertx vertx, PasswordsConfig config) {
    this.vertx = vertx;
    this.wanted =
        Argon2Function.getInstance(
            config.argon2MemoryKib(),
            config.argon2Iterations(),
            config.argon2Parallelism(),
            HASH_BYTES,
            Argon2.ID);
    this.workers =
        vertx.createSharedWorkerExecutor(
            "passwords", config.concurrency(), LONGEST_EXPECTED.toMillis(), TimeUnit.MILLISECONDS);
    this.most = config.concurrency() + config.queue();
    this.shortest = config.minLength();
    this.nobody = hash(UUID.randomUUID().toString());
  }

  /** Characters that a new one has at least. */
  int shortest() {
    return shortest;
  }

  /** The hash with its salt and parameters in one text. */
  Future<String> hash(String password) {
    return work(() -> wanted.hash(password).getResult());
  }

  /** Takes as long as {@link #checkNobody}. */
  Future<Verdict> check(String password, String hash) {
    return work(
        () -> {
          Argon2Function used = Argon2Function.getInstanceFromHash(hash);
          return new Verdict(used.check(password, hash), !used.equals(wanted));
        });
  }

  /** For a login that nobody has: never matches. */
  Future<Verdict> checkNobody(String password) {
    return nobody.compose(hash -> check(password, hash)).map(ignored -> new Verdict(false, false));
  }

  /** Succeeds after as long as one of the latest password checks took. */
  Future<Void> awaitCheckTime() {
    int measured = Math.min(SAMPLES, done.get());
    long millis = measured == 0 ? 0 : took.get(ThreadLocalRandom.current().nextInt(measured));
    Promise<Void> waited = Promise.promise();
    vertx.setTimer(Math.max(1, millis), timer -> waited.complete());
    return waited.future();
  }

  private void measured(long beganNanos) {
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beganNanos);
    took.set(Math.floorMod(done.getAndIncrement(), SAMPLES), millis);
  }

  private <T> Future<T> work(Callable<T> job) {
    if (underWay.incrementAndGet() > most) {
      underWay.decrementAndGet();
      return Future.failedFuture(Problem.throttled(WAIT));
    }
    long began = System.nanoTime();
    return workers
        .executeBlocking(job, false)
        .onComplete(
            finished -> {
              underWay.decrementAndGet();
              measured(began);
            });
  }
}
