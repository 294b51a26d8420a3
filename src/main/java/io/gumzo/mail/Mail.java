package io.gumzo.mail;

import java.util.Map;
import java.util.UUID;

/**
 * What is to be written to somebody.
 *
 * @param account whose it is, or null when nobody has the email that was asked for: such a mail
 *     goes nowhere, and only takes the time that others take
 * @param to the email
 * @param language unless the account has chosen one in its settings
 * @param values what the template is filled in with
 */
public record Mail(
    UUID account, String to, Template template, Language language, Map<String, String> values) {
  public Mail {
    values = Map.copyOf(values);
  }

  /** Links are as good as passwords. */
  @Override
  public String toString() {
    return "Mail[%s to %s]".formatted(template.slug(), account);
  }
}
