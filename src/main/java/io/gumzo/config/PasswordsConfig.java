package io.gumzo.config;

import static io.gumzo.config.Rules.inRange;

/**
 * Argon2id's cost, and how much of it at a time.
 *
 * @param minLength of new passwords, in characters
 */
public record PasswordsConfig(
    int minLength,
    int argon2MemoryKib,
    int argon2Iterations,
    int argon2Parallelism,
    int concurrency,
    int queue) {
  public PasswordsConfig {
    inRange("passwords.minLength", minLength, 8, 64);
    inRange("passwords.argon2MemoryKib", argon2MemoryKib, 4_096, 1_048_576);
    inRange("passwords.argon2Iterations", argon2Iterations, 1, 20);
    inRange("passwords.argon2Parallelism", argon2Parallelism, 1, 16);
    inRange("passwords.concurrency", concurrency, 1, 64);
    inRange("passwords.queue", queue, 1, 10_000);
  }
}
