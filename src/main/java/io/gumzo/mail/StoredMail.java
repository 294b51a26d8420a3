package io.gumzo.mail;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A mail as the table has it.
 *
 * @param attempts how often it was taken, this time too
 */
record StoredMail(
    UUID id,
    String to,
    Template template,
    Language language,
    Map<String, String> values,
    int attempts,
    Instant createdAt) {
  static final String COLUMNS =
      "id, recipient, template, language, parameters, attempts, created_at";

  static StoredMail of(Row row) {
    return new StoredMail(
        row.getUUID("id"),
        row.getString("recipient"),
        Template.valueOf(row.getString("template").toUpperCase(Locale.ROOT).replace('-', '_')),
        Language.ofTag(row.getString("language")),
        new JsonObject(row.getString("parameters"))
            .stream()
                .collect(
                    Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, value -> (String) value.getValue())),
        row.getInteger("attempts"),
        row.get(OffsetDateTime.class, "created_at").toInstant());
  }

  /** As {@link MailRepository} tells mails apart: what stands behind the last {@code @}. */
  String domain() {
    return to.substring(to.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
  }

  RenderedMail rendered() {
    return MailTexts.render(template, language, values);
  }

  @Override
  public String toString() {
    return "StoredMail[%s %s]".formatted(id, template.slug());
  }
}
