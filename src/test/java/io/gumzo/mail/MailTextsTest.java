package io.gumzo.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MailTextsTest {
  private static final String HOSTILE = "<b onclick=\"x\">&'\r\nBcc: all@example.org</b>";

  @Test
  void no_record_tells_a_link() {
    var mail = new RenderedMail("Choose a password", "https://x/#/reset/siri", "reset/siri");
    var shown = new ShownMails.Whole(UUID.randomUUID(), "asha", Instant.EPOCH, "siri", mail);

    assertThat(mail.toString()).doesNotContain("siri");
    assertThat(shown.toString()).doesNotContain("siri");
  }

  @ParameterizedTest
  @EnumSource
  void every_template_takes_its_values_in_every_language_and_escapes_them(Template template) {
    for (Language language : Language.values()) {
      var mail =
          MailTexts.render(
              template, language, Map.of("username", HOSTILE, "link", "https://x/?a=1&b=\"2\""));
      assertThat(mail.subject()).isNotBlank().doesNotContain("\n", "\r", "{");
      assertThat(mail.text()).contains(HOSTILE.replace("\r\n", " ")).doesNotContain("{link}");
      assertThat(mail.html())
          .startsWith("<!doctype html>\n<html lang=\"" + language.tag())
          .contains("&lt;b onclick=&quot;x&quot;&gt;&amp;&#39; Bcc: all@example.org&lt;/b&gt;")
          .contains("href=\"https://x/?a=1&amp;b=&quot;2&quot;\"")
          .doesNotContain("{username}", "{link}", "{content}");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sw-KE,sw;q=0.9,en;q=0.8 | SW",
        "en-GB,en;q=0.9,sw;q=0.8 | EN",
        "de,sw;q=0.5 | SW",
        "fr | EN",
        "* | EN",
        "not a header;q=x | EN"
      })
  void the_language_is_the_one_that_is_wanted_most(String header, Language language) {
    assertThat(Language.of(header)).isEqualTo(language);
  }

  @Test
  void no_header_is_english() {
    assertThat(Language.of(null)).isEqualTo(Language.EN);
    assertThat(Language.of("sw,".repeat(100))).isEqualTo(Language.EN);
  }
}
