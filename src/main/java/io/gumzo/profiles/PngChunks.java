package io.gumzo.profiles;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The chunks of a PNG: each has a length, a type, that many bytes, and a checksum. */
final class PngChunks {
  private static final int SIGNATURE = 8;
  private static final int BESIDE_DATA = 12;
  private static final int TYPE = 4;
  private static final int DATA = 8;
  private static final int EXIF = ByteBuffer.wrap(ascii("eXIf")).getInt();

  /** In a JPEG, from which our reader knows it, this stands before the same bytes. */
  private static final byte[] IN_JPEG = ascii("Exif\0\0");

  private PngChunks() {}

  /** What the camera wrote, beginning with {@code Exif}; null for none. */
  static byte[] exif(byte[] png) {
    ByteBuffer file = ByteBuffer.wrap(png);
    int at = SIGNATURE;
    while (at + BESIDE_DATA <= png.length) {
      int length = file.getInt(at);
      if (length < 0 || length > png.length - at - BESIDE_DATA) {
        return null;
      }
      if (file.getInt(at + TYPE) == EXIF) {
        byte[] exif = Arrays.copyOf(IN_JPEG, IN_JPEG.length + length);
        System.arraycopy(png, at + DATA, exif, IN_JPEG.length, length);
        return exif;
      }
      at += length + BESIDE_DATA;
    }
    return null;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
