package io.gumzo.sessions;

import io.gumzo.json.Blanks;
import io.gumzo.persistence.Database;
import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.gumzo.sessions.TwoFactorRepository.Secret;
import io.gumzo.tokens.SecretBox;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks codes: of the app, each once, or one of the recovery codes. */
final class SecondFactor {
  private static final Logger LOG = LoggerFactory.getLogger(SecondFactor.class);

  private final TwoFactorRepository factors;
  private final SecretBox box;

  SecondFactor(Database database, SecretBox box) {
    this.factors = new TwoFactorRepository(database);
    this.box = box;
  }

  /**
   * Succeeds when the account has no second factor, or when the code is right, which is used up
   * then. Fails with {@code SECOND_FACTOR_NEEDED} or {@code SECOND_FACTOR_FAILED}.
   *
   * @param code null when there is none
   */
  Future<Void> check(UUID account, String code) {
    return factors
        .enabled(account)
        .compose(
            secret -> {
              if (secret.isEmpty()) {
                return Future.succeededFuture();
              }
              if (code == null || !Blanks.paints(code)) {
                return Future.failedFuture(Problem.of(ProblemType.SECOND_FACTOR_NEEDED));
              }
              String plain = RecoveryCodes.plain(code);
              return (Totp.looksLikeOne(plain)
                      ? useCode(account, secret.get(), plain)
                      : factors.useRecoveryCode(account, RecoveryCodes.hash(plain)))
                  .compose(SecondFactor::orFail);
            });
  }

  private Future<Boolean> useCode(UUID account, Secret stored, String code) {
    SecretBox.Opened opened = box.open(account, stored.sealed());
    var step = Totp.match(opened.secret(), code, Instant.now());
    if (step.isEmpty()) {
      return Future.succeededFuture(false);
    }
    if (opened.outdated()) {
      sealAgain(account, stored, opened);
    }
    return factors.useStep(account, step.getAsLong());
  }

  /** Beside the check, which does not depend on it: the next one tries again. */
  private void sealAgain(UUID account, Secret stored, SecretBox.Opened opened) {
    factors
        .reseal(account, stored, box.seal(account, opened.secret()))
        .onFailure(
            failure -> LOG.warn("a secret stays sealed with an old key: {}", failure.toString()));
  }

  private static Future<Void> orFail(boolean right) {
    return right
        ? Future.succeededFuture()
        : Future.failedFuture(Problem.of(ProblemType.SECOND_FACTOR_FAILED));
  }
}
