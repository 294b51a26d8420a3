package io.gumzo.accounts;

import io.gumzo.accounts.MakeAccounts.FirstPassword;
import io.gumzo.accounts.MakeAccounts.Made;
import io.gumzo.accounts.MakeAccounts.Row;
import io.gumzo.activity.Activity;
import io.gumzo.activity.ActivityType;
import io.gumzo.bus.Bus;
import io.gumzo.mail.MailOutbox;
import io.gumzo.persistence.Database;
import io.gumzo.problem.FieldError;
import io.gumzo.problem.Problem;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes accounts for people who did not sign up by themselves. */
final class MakingService {
  private static final Logger LOG = LoggerFactory.getLogger(MakingService.class);

  /** The client waits 30 s for its answer, so accounts made later would be reported to nobody. */
  private static final Duration LONGEST_HASHING = Duration.ofSeconds(15);

  /**
   * @param plain null where nobody knows it
   */
  private record Password(String plain, String hash) {
    @Override
    public String toString() {
      return "Password[…]";
    }
  }

  private final Bus bus;
  private final Database database;
  private final MakingRules rules;
  private final Passwords passwords;
  private final AccountMails mails;

  MakingService(Bus bus, Database database, Passwords passwords, AccountMails mails) {
    this.bus = bus;
    this.database = database;
    this.rules = new MakingRules(database);
    this.passwords = passwords;
    this.mails = mails;
  }

  void bind(Bus bus) {
    bus.serve(MakeAccounts.COMMAND, this::make);
    bus.serve(CheckEmail.COMMAND, ask -> rules.isConfirmed(ask.email()));
  }

  private Future<Made> make(MakeAccounts command) {
    List<SignUp> people = command.people().stream().map(SignUp::normalised).toList();
    boolean temporary = command.password() == FirstPassword.TEMPORARY;
    int most = temporary ? MakeAccounts.MOST_TEMPORARY : MakeAccounts.MOST;
    if (people.size() > most) {
      throw Problem.invalid("", "maxRows", "may have at most %d rows".formatted(most));
    }
    return rules
        .broken(people)
        .compose(
            broken ->
                command.dryRun() || broken.stream().anyMatch(row -> !row.isEmpty())
                    ? Future.succeededFuture(nothingMade(broken))
                    : hashes(people.size(), temporary)
                        .compose(hashes -> insert(command, people, hashes)));
  }

  private static Made nothingMade(List<List<FieldError>> broken) {
    return new Made(broken.stream().map(row -> new Row(null, null, row)).toList());
  }

  /** One after the other, so that those who sign in meanwhile wait for one at most. */
  private Future<List<Password>> hashes(int count, boolean temporary) {
    if (!temporary) {
      return passwords
          .hash(UUID.randomUUID().toString())
          .map(hash -> Collections.nCopies(count, new Password(null, hash)));
    }
    long until = System.nanoTime() + LONGEST_HASHING.toNanos();
    List<Password> hashed = new ArrayList<>(count);
    Future<Void> before = Future.succeededFuture();
    for (int each = 0; each < count; each++) {
      before = before.compose(done -> hash(hashed, until));
    }
    return before.map(hashed);
  }

  private Future<Void> hash(List<Password> hashed, long until) {
    if (System.nanoTime() > until) {
      return Future.failedFuture(Problem.unavailable("hashing so many passwords takes too long"));
    }
    String plain = TemporaryPassword.random(passwords.shortest());
    return passwords
        .hash(plain)
        .map(
            hash -> {
              hashed.add(new Password(plain, hash));
              return null;
            });
  }

  private Future<Made> insert(
      MakeAccounts command, List<SignUp> people, List<Password> passwordsOfAll) {
    return database
        .transaction(transaction -> insertAll(transaction, command, people, passwordsOfAll))
        .onSuccess(made -> tell(command, made))
        .recover(failure -> lostRace(people, failure));
  }

  private Future<Made> insertAll(
      SqlConnection transaction,
      MakeAccounts command,
      List<SignUp> people,
      List<Password> passwordsOfAll) {
    List<Row> made = new ArrayList<>(people.size());
    Future<Void> before = Future.succeededFuture();
    for (int index = 0; index < people.size(); index++) {
      SignUp person = people.get(index);
      Password password = passwordsOfAll.get(index);
      before =
          before
              .compose(done -> insert(transaction, command, person, password))
              .map(
                  me -> {
                    made.add(new Row(me, password.plain(), List.of()));
                    return null;
                  });
    }
    return before.map(all -> new Made(made));
  }

  private Future<Me> insert(
      SqlConnection transaction, MakeAccounts command, SignUp person, Password password) {
    boolean temporary = command.password() == FirstPassword.TEMPORARY;
    var account = new NewAccount(person, password.hash(), "user", true, false, false, temporary);
    return AccountRepository.insert(transaction, account)
        .compose(
            me ->
                (temporary
                        ? mails.verifyEmail(transaction, me, password.hash(), person.language())
                        : mails.accountMade(transaction, me, password.hash(), person.language()))
                    .map(me));
  }

  private void tell(MakeAccounts command, Made made) {
    LOG.info("{} accounts made by {}", made.rows().size(), command.by());
    for (Row row : made.rows()) {
      Activity.of(ActivityType.ACCOUNT_MADE, command.by(), "")
          .with("accountId", row.me().id())
          .tell(bus);
    }
    bus.tell(MailOutbox.WAITING, new MailOutbox.Waiting());
  }

  /** Somebody took a name between the look and the insert: the same answer as a moment later. */
  private Future<Made> lostRace(List<SignUp> people, Throwable failure) {
    return Taken.is(failure)
        ? rules
            .broken(people)
            .compose(
                broken ->
                    broken.stream().allMatch(List::isEmpty)
                        ? Future.failedFuture(failure)
                        : Future.succeededFuture(nothingMade(broken)))
        : Future.failedFuture(failure);
  }
}
