package io.gumzo.tokens;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SecretBoxTest {
  private static final byte[] SECRET = "siri yangu kabisa".getBytes(UTF_8);
  private final SigningKey old = SigningKey.generate();
  private final SigningKey fresh = SigningKey.generate();
  private final UUID asha = UUID.randomUUID();

  @Test
  void what_is_sealed_opens_for_its_owner_alone() {
    var box = SecretBox.of(new SigningKeys(List.of(old)));
    byte[] sealed = box.seal(asha, SECRET);

    assertThat(new String(sealed, UTF_8)).doesNotContain("siri");
    assertThat(box.seal(asha, SECRET)).isNotEqualTo(sealed);
    assertThat(box.open(asha, sealed).secret()).isEqualTo(SECRET);
    assertThat(box.open(asha, sealed).outdated()).isFalse();
    assertThatThrownBy(() -> box.open(UUID.randomUUID(), sealed))
        .isInstanceOf(IllegalStateException.class);
    sealed[sealed.length - 1] ^= 1;
    assertThatThrownBy(() -> box.open(asha, sealed)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void a_new_key_opens_what_the_old_one_sealed_while_both_are_there() {
    byte[] sealed = SecretBox.of(new SigningKeys(List.of(old))).seal(asha, SECRET);

    var opened = SecretBox.of(new SigningKeys(List.of(fresh, old))).open(asha, sealed);

    assertThat(opened.secret()).isEqualTo(SECRET);
    assertThat(opened.outdated()).isTrue();
    assertThatThrownBy(() -> SecretBox.of(new SigningKeys(List.of(fresh))).open(asha, sealed))
        .hasMessageContaining("signing keys");
  }
}
