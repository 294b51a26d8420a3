package io.gumzo.tokens;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals what is secret at rest: AES-256-GCM, with keys that are derived from the nodes' signing
 * keys. What one account's row holds opens for no other account. What is sealed:
 *
 * <pre>
 * 8 bytes: which key | 12 bytes: nonce | the text and its tag
 * </pre>
 */
public final class SecretBox {
  /**
   * @param outdated it was sealed with another key than the first: better seal it again
   */
  public record Opened(byte[] secret, boolean outdated) {}

  private record Key(byte[] id, byte[] bytes) {}

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String HMAC = "HmacSHA256";
  private static final int ID_BYTES = 8;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final List<Key> keys;

  private SecretBox(List<Key> keys) {
    this.keys = keys;
  }

  static SecretBox of(SigningKeys keys) {
    return new SecretBox(
        keys.keys().stream()
            .filter(SigningKey::canSign)
            .map(SigningKey::privateHalf)
            .map(half -> new Key(id(half), hmac(half, "gumzo secrets at rest 1")))
            .toList());
  }

  public byte[] seal(UUID owner, byte[] secret) {
    Key key = keys.get(0);
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, owner, secret);
    return ByteBuffer.allocate(ID_BYTES + NONCE_BYTES + sealed.length)
        .put(key.id())
        .put(nonce)
        .put(sealed)
        .array();
  }

  /**
   * @throws IllegalStateException when it was sealed with a key that is not among the signing keys
   *     any more, or for somebody else
   */
  public Opened open(UUID owner, byte[] sealed) {
    byte[] id = Arrays.copyOf(sealed, ID_BYTES);
    Key key =
        keys.stream()
            .filter(each -> Arrays.equals(each.id(), id))
            .findFirst()
            .orElseThrow(
                () -> new IllegalStateException("its key is not among the signing keys any more"));
    byte[] nonce = Arrays.copyOfRange(sealed, ID_BYTES, ID_BYTES + NONCE_BYTES);
    byte[] text = Arrays.copyOfRange(sealed, ID_BYTES + NONCE_BYTES, sealed.length);
    return new Opened(
        cipher(Cipher.DECRYPT_MODE, key, nonce, owner, text), !key.equals(keys.get(0)));
  }

  private static byte[] id(byte[] half) {
    return Arrays.copyOf(hmac(half, "gumzo name of a key 1"), ID_BYTES);
  }

  private static byte[] cipher(int mode, Key key, byte[] nonce, UUID owner, byte[] text) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          mode, new SecretKeySpec(key.bytes(), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(owner.toString().getBytes(StandardCharsets.US_ASCII));
      return cipher.doFinal(text);
    } catch (AEADBadTagException notGenuine) {
      throw new IllegalStateException("it was not sealed for this account", notGenuine);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static byte[] hmac(byte[] key, String label) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      return mac.doFinal(label.getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
