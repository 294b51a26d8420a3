package io.gumzo.accounts;

import io.gumzo.accounts.CredentialRepository.Credentials;
import io.gumzo.bus.Bus;
import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.vertx.core.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows a person by their password. */
final class CredentialService {
  private static final Logger LOG = LoggerFactory.getLogger(CredentialService.class);

  private final CredentialRepository credentials;
  private final Passwords passwords;
  private final boolean verified;

  /**
   * @param verified an email signs in only once it is verified, so that who signed up with it
   *     cannot find out whether somebody else has it
   */
  CredentialService(CredentialRepository credentials, Passwords passwords, boolean verified) {
    this.credentials = credentials;
    this.passwords = passwords;
    this.verified = verified;
  }

  void bind(Bus bus) {
    bus.serve(CheckCredentials.COMMAND, this::check);
    bus.serve(FindLogin.COMMAND, this::find);
    bus.serve(AwaitCheckTime.COMMAND, ask -> passwords.awaitCheckTime());
  }

  private Future<FindLogin.Found> find(FindLogin ask) {
    return credentials
        .byLogin(ask.login().strip(), verified)
        .map(found -> new FindLogin.Found(found.map(one -> one.me().id()).orElse(null)));
  }

  private Future<Me> check(CheckCredentials command) {
    String password = Names.compose(command.password());
    return credentials
        .byLogin(command.login().strip(), verified)
        .compose(
            found ->
                found.isPresent()
                    ? check(found.get(), password)
                    : passwords.checkNobody(password).compose(never -> wrong()));
  }

  private Future<Me> check(Credentials of, String password) {
    return passwords
        .check(password, of.passwordHash())
        .compose(
            verdict -> {
              if (!verdict.matches()) {
                return wrong();
              }
              if (verdict.outdated()) {
                rehash(of, password);
              }
              return Future.succeededFuture(of.me());
            });
  }

  private static Future<Me> wrong() {
    return Future.failedFuture(Problem.of(ProblemType.SIGN_IN_FAILED));
  }

  /** Beside the check, which does not depend on it: the next one tries again. */
  private void rehash(Credentials old, String password) {
    passwords
        .hash(password)
        .compose(hash -> credentials.rehash(old, hash))
        .onFailure(failure -> LOG.warn("a password keeps its old hash: {}", failure.toString()));
  }
}
