package io.gumzo.details;

import io.gumzo.accounts.Me;
import io.gumzo.accounts.Names;

/**
 * What a person signed up with, but for email and password.
 *
 * @param displayName follows the others until another one is chosen
 */
record Details(String username, String firstName, String lastName, String displayName) {
  static Details of(Me me) {
    return new Details(me.username(), me.firstName(), me.lastName(), me.displayName());
  }

  /** What is null in the command stays as it is. */
  Details with(UpdateMe wanted) {
    String newUsername = wanted.username() == null ? username : wanted.username();
    String newFirst = wanted.firstName() == null ? firstName : wanted.firstName();
    String newLast = wanted.lastName() == null ? lastName : wanted.lastName();
    return new Details(newUsername, newFirst, newLast, displayName(newUsername, newFirst, newLast));
  }

  /** Whether others see no difference. */
  boolean looksLike(Me me) {
    return username.equals(me.username()) && displayName.equals(me.displayName());
  }

  private String displayName(String newUsername, String newFirst, String newLast) {
    if (displayName.equals(username)) {
      return newUsername;
    }
    return displayName.equals(Names.whole(firstName, lastName))
        ? Names.whole(newFirst, newLast)
        : displayName;
  }
}
