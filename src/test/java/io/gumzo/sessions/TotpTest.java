package io.gumzo.sessions;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
  /** That of RFC 6238's test vectors, whose last six digits are these. */
  private static final byte[] SECRET = "12345678901234567890".getBytes(US_ASCII);

  @ParameterizedTest
  @CsvSource({
    "59,287082",
    "1111111109,081804",
    "1111111111,050471",
    "1234567890,005924",
    "2000000000,279037",
    "20000000000,353130"
  })
  void codes_are_those_of_the_rfc(long seconds, String code) {
    assertThat(Totp.code(SECRET, Totp.step(Instant.ofEpochSecond(seconds)))).isEqualTo(code);
  }

  @Test
  void a_code_is_good_one_step_before_and_after_its_own() {
    var now = Instant.ofEpochSecond(1_000_000_000);
    long step = Totp.step(now);

    for (long near = step - 1; near <= step + 1; near++) {
      assertThat(Totp.match(SECRET, Totp.code(SECRET, near), now)).hasValue(near);
    }
    assertThat(Totp.match(SECRET, Totp.code(SECRET, step - 2), now)).isEmpty();
    assertThat(Totp.match(SECRET, Totp.code(SECRET, step + 2), now)).isEmpty();
    assertThat(Totp.match(SECRET, "", now)).isEmpty();
    assertThat(Totp.match(SECRET, "é23456", now)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "f,MY",
    "fo,MZXQ",
    "foo,MZXW6",
    "foob,MZXW6YQ",
    "fooba,MZXW6YTB",
    "foobar,MZXW6YTBOI"
  })
  void base32_is_that_of_the_rfc(String text, String encoded) {
    assertThat(Totp.base32(text.getBytes(US_ASCII))).isEqualTo(encoded);
  }

  @Test
  void an_app_is_told_whose_it_is() {
    assertThat(Totp.uri("Gumzo", "asha b&c", SECRET))
        .isEqualTo(
            "otpauth://totp/Gumzo:asha%20b%26c?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Gumzo");
  }

  @Test
  void recovery_codes_are_typed_in_any_way() {
    var codes = RecoveryCodes.make();

    assertThat(new HashSet<>(codes.recoveryCodes())).hasSize(RecoveryCodes.COUNT);
    String code = codes.recoveryCodes().getFirst();
    assertThat(code).matches("([a-z2-7]{4}-){3}[a-z2-7]{4}");
    assertThat(RecoveryCodes.hash(" " + code.replace("-", " ").toUpperCase(java.util.Locale.ROOT)))
        .isEqualTo(RecoveryCodes.hash(code));
    assertThat(codes.toString()).doesNotContain(code);
  }

  @Test
  void a_qr_code_is_drawn_in_its_square() {
    var qr = QrCode.of(Totp.uri("Gumzo", "asha", SECRET));

    assertThat(qr.size()).isBetween(29, 80);
    assertThat(qr.path()).startsWith("M4 4h7v1h-7z").doesNotContain("h0");
  }

  @Test
  void a_code_may_be_typed_in_digits_of_any_script() {
    assertThat(RecoveryCodes.plain("\u200F\u0661\u0662\u0663 \u06F4\u06F5\u096C"))
        .isEqualTo("123456")
        .matches(Totp::looksLikeOne);
    assertThat(RecoveryCodes.hash("ABCD\u2013EFG\u0662"))
        .isEqualTo(RecoveryCodes.hash("abcd-efg2"));
  }
}
