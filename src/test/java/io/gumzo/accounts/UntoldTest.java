package io.gumzo.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import io.gumzo.mail.Language;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a log or a message of a failure would show. */
class UntoldTest {
  private static final String EMAIL = "asha@example.org";

  @Test
  void no_record_tells_an_email() {
    var me =
        new Me(
            UUID.randomUUID(),
            "asha",
            "Asha",
            "",
            0,
            Instant.EPOCH,
            "",
            "Asha",
            "Mwangi",
            EMAIL,
            "user",
            true,
            false,
            0);

    assertThat(me.toString()).contains(me.id().toString()).doesNotContain(EMAIL, "Mwangi");
    assertThat(new AllowSignIn(me).toString()).doesNotContain(EMAIL);
    assertThat(new RequestPasswordReset(EMAIL, Language.EN).toString()).doesNotContain(EMAIL);
  }
}
