package io.gumzo.testing;

import static io.gumzo.testing.Futures.get;

import io.gumzo.accounts.PromoteToAdmin;
import io.gumzo.accounts.SuspendAccount;

/** What only the machine's owner may do. */
public final class Admins {
  private Admins() {}

  /** A new account that is an administrator, signed in as one. */
  public static Person signUp(LocalNode node) {
    var person = Person.signUp(node.api());
    get(node.node().bus().ask(PromoteToAdmin.COMMAND, new PromoteToAdmin(person.username())));
    return person.onAnotherDevice(node.api());
  }

  public static void suspend(LocalNode node, Person person) {
    get(node.node().bus().ask(SuspendAccount.COMMAND, new SuspendAccount(person.username(), true)));
  }

  public static void restore(LocalNode node, Person person) {
    get(
        node.node()
            .bus()
            .ask(SuspendAccount.COMMAND, new SuspendAccount(person.username(), false)));
  }
}
