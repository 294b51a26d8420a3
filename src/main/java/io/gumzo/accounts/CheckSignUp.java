package io.gumzo.accounts;

import io.gumzo.bus.Command;
import io.gumzo.problem.FieldError;
import java.util.List;

/**
 * Which rules a sign-up breaks beyond the contract's, without making an account. What is missing or
 * of a wrong type is empty here and breaks none.
 */
record CheckSignUp(SignUp signUp) {
  static final Command<CheckSignUp, Broken> COMMAND =
      new Command<>("check-sign-up", CheckSignUp.class, Broken.class);

  record Broken(List<FieldError> rules) {}
}
