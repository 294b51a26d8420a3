package io.gumzo.mail;

import java.util.Map;
import java.util.UUID;

/**
 * What is to be written to somebody.
 *
 * @param account that it is about, or null when nobody has the email that was asked for: such a
 *     mail goes nowhere, and only takes the time that others take
 * @param reader whose mail it is; goes when either of the two does
 * @param to the email
 * @param language unless the reader has chosen one in their settings
 * @param values what the template is filled in with
 */
public record Mail(
    UUID account,
    UUID reader,
    String to,
    Template template,
    Language language,
    Map<String, String> values) {
  public Mail {
    values = Map.copyOf(values);
  }

  /** To whom it is about. */
  public Mail(
      UUID account, String to, Template template, Language language, Map<String, String> values) {
    this(account, account, to, template, language, values);
  }

  /** Links are as good as passwords. */
  @Override
  public String toString() {
    return "Mail[%s to %s]".formatted(template.slug(), account);
  }
}
