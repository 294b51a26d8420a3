package io.gumzo.tokens;

import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What links in mails carry: what for, whose, until when, and an HMAC-SHA256 over these and over
 * what must be as it was when the link was made. What the link leads to changes that, so a link
 * works once without being stored anywhere. A seal over all of it tells a link that lost a part on
 * its way from one that was used. Keys come of the nodes' signing keys.
 */
public final class LinkTokens {
  /** What a link may be used for; the order is in the links. */
  public enum Purpose {
    VERIFY_EMAIL,
    RESET_PASSWORD,
    CHANGE_EMAIL,
    UNDO_EMAIL,
    INVITATION
  }

  /**
   * What a link says of itself. Nothing of it is true before {@link #isGenuine}.
   *
   * @param account whose link it is; of an invitation and of what undoes a change, the row's id
   */
  public record Claim(Purpose purpose, UUID account, Instant expiresAt, byte[] code) {
    @Override
    public String toString() {
      return "Claim[%s of %s]".formatted(purpose, account);
    }
  }

  private static final byte[] LABEL = "gumzo links in mails 1".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] SEAL_LABEL = "seals of links".getBytes(StandardCharsets.US_ASCII);
  private static final int CODE = 1 + 3 * Long.BYTES;
  private static final int SEAL = CODE + 32;
  private static final int SEAL_BYTES = 8;
  private static final int END = SEAL + SEAL_BYTES;

  /** The first signs, all check. */
  private final List<byte[]> keys;

  private LinkTokens(List<byte[]> keys) {
    this.keys = keys;
  }

  static LinkTokens of(SigningKeys keys) {
    return new LinkTokens(
        keys.keys().stream()
            .filter(SigningKey::canSign)
            .map(key -> Hmac.sha256(key.privateHalf(), LABEL))
            .toList());
  }

  /**
   * @param bound what must be the same when the link is used
   */
  public String sign(Purpose purpose, UUID account, Duration validFor, String... bound) {
    return sign(purpose, account, Instant.now().plus(validFor), bound);
  }

  /**
   * The same for the same end, in milliseconds: such a link can be made again.
   *
   * @param bound what must be the same when the link is used
   */
  public String sign(Purpose purpose, UUID account, Instant expiresAt, String... bound) {
    var claim = new Claim(purpose, account, expiresAt, null);
    byte[] key = keys.get(0);
    byte[] sealed = ByteBuffer.allocate(SEAL).put(head(claim)).put(code(key, claim, bound)).array();
    byte[] token = ByteBuffer.allocate(END).put(sealed).put(seal(key, sealed)).array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  /**
   * Empty when it is for something else, or too old.
   *
   * @throws Problem {@code LINK_DAMAGED} when it is not as any of the keys made it
   */
  public Optional<Claim> read(Purpose purpose, String token) {
    byte[] bytes = whole(token);
    if (bytes[0] != purpose.ordinal()) {
      return Optional.empty();
    }
    var buffer = ByteBuffer.wrap(bytes, 1, CODE - 1);
    var claim =
        new Claim(
            purpose,
            new UUID(buffer.getLong(), buffer.getLong()),
            Instant.ofEpochMilli(buffer.getLong()),
            Arrays.copyOfRange(bytes, CODE, SEAL));
    return Instant.now().isBefore(claim.expiresAt()) ? Optional.of(claim) : Optional.empty();
  }

  /** Takes the same time whatever is wrong. */
  public boolean isGenuine(Claim claim, String... bound) {
    boolean genuine = false;
    for (byte[] key : keys) {
      genuine |= MessageDigest.isEqual(code(key, claim, bound), claim.code());
    }
    return genuine;
  }

  private byte[] whole(String token) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(token);
    } catch (IllegalArgumentException notBase64) {
      throw Problem.of(ProblemType.LINK_DAMAGED);
    }
    if (bytes.length != END || !isSealed(bytes)) {
      throw Problem.of(ProblemType.LINK_DAMAGED);
    }
    return bytes;
  }

  private boolean isSealed(byte[] token) {
    byte[] sealed = Arrays.copyOf(token, SEAL);
    byte[] seal = Arrays.copyOfRange(token, SEAL, END);
    boolean whole = false;
    for (byte[] key : keys) {
      whole |= MessageDigest.isEqual(seal(key, sealed), seal);
    }
    return whole;
  }

  private static byte[] seal(byte[] key, byte[] sealed) {
    return Arrays.copyOf(Hmac.sha256(Hmac.sha256(key, SEAL_LABEL), sealed), SEAL_BYTES);
  }

  private static byte[] head(Claim claim) {
    return ByteBuffer.allocate(CODE)
        .put((byte) claim.purpose().ordinal())
        .putLong(claim.account().getMostSignificantBits())
        .putLong(claim.account().getLeastSignificantBits())
        .putLong(claim.expiresAt().toEpochMilli())
        .array();
  }

  /** Each part with its length, so that no two lists of parts look the same. */
  private static byte[] code(byte[] key, Claim claim, String... bound) {
    byte[][] parts = new byte[bound.length + 1][];
    parts[0] = head(claim);
    int size = Integer.BYTES + CODE;
    for (int index = 0; index < bound.length; index++) {
      parts[index + 1] = bound[index].getBytes(StandardCharsets.UTF_8);
      size += Integer.BYTES + parts[index + 1].length;
    }
    var whole = ByteBuffer.allocate(size);
    for (byte[] part : parts) {
      whole.putInt(part.length).put(part);
    }
    return Hmac.sha256(key, whole.array());
  }
}
