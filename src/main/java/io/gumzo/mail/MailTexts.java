package io.gumzo.mail;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The templates in {@code mail/}: {@code name.language.txt}, whose first line is the subject, and
 * {@code name.language.html}, which {@code frame.html} goes around. {@code {name}} is filled in;
 * whatever is filled in is escaped for where it stands.
 */
final class MailTexts {
  private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");
  private static final Pattern CONTROLS = Pattern.compile("\\p{C}+");
  private static final Map<Template, Map<Language, MailTexts>> ALL = readAll();

  private final String subject;
  private final String text;
  private final String html;

  private MailTexts(String text, String html) {
    int end = text.indexOf('\n');
    this.subject = text.substring(0, end).strip();
    this.text = text.substring(end).strip() + "\n";
    this.html = html;
  }

  static RenderedMail render(Template template, Language language, Map<String, String> values) {
    MailTexts texts = ALL.get(template).get(language);
    return new RenderedMail(
        fill(texts.subject, values, MailTexts::plain),
        fill(texts.text, values, MailTexts::plain),
        fill(texts.html, values, value -> escaped(plain(value))));
  }

  /** Safe in an element and in a quoted attribute. */
  static String escaped(String value) {
    return value
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** A value begins no line of its own. */
  private static String plain(String value) {
    return CONTROLS.matcher(value).replaceAll(" ");
  }

  private static String fill(
      String template, Map<String, String> values, UnaryOperator<String> escape) {
    return PLACE
        .matcher(template)
        .replaceAll(
            place -> {
              String value = values.get(place.group(1));
              if (value == null) {
                throw new IllegalArgumentException("nothing for {" + place.group(1) + "}");
              }
              return Matcher.quoteReplacement(escape.apply(value));
            });
  }

  private static Map<Template, Map<Language, MailTexts>> readAll() {
    String frame = read("frame.html");
    Map<Template, Map<Language, MailTexts>> all = new EnumMap<>(Template.class);
    for (Template template : Template.values()) {
      Map<Language, MailTexts> each = new EnumMap<>(Language.class);
      for (Language language : Language.values()) {
        String name = template.slug() + "." + language.tag();
        String page =
            frame.replace("{language}", language.tag()).replace("{content}", read(name + ".html"));
        each.put(language, new MailTexts(read(name + ".txt"), page));
      }
      all.put(template, each);
    }
    return all;
  }

  private static String read(String name) {
    try (InputStream stream = MailTexts.class.getResourceAsStream("/mail/" + name)) {
      if (stream == null) {
        throw new IllegalStateException("there is no mail/" + name);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
