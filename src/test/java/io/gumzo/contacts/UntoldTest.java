package io.gumzo.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import io.gumzo.accounts.Account;
import io.gumzo.contacts.ContactEvents.Direction;
import io.gumzo.contacts.ContactEvents.Requested;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a log or a message of a failure would show. */
class UntoldTest {
  private static final String TEXT = "habari za asubuhi";

  @Test
  void no_record_tells_a_first_message() {
    var asha = new Account(UUID.randomUUID(), "asha", "Asha", "", 0, Instant.EPOCH);
    var pending = new Standing.Pending(Instant.EPOCH, TEXT, UUID.randomUUID());
    var standing = new Standing(null, false, false, pending, null, true);

    assertThat(standing.toString()).doesNotContain(TEXT);
    assertThat(new Requested(Direction.INCOMING, asha, TEXT, Instant.EPOCH).toString())
        .contains(asha.id().toString())
        .doesNotContain(TEXT);
  }
}
