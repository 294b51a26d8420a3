package io.gumzo.profiles;

import java.util.Arrays;

/**
 * What the segments of a JPEG say before any of it is decoded.
 *
 * @param scans how many passes it asks for over the whole picture
 * @param exif the segment with what the camera wrote, beginning with {@code Exif}; null for none
 */
record JpegMarkers(int scans, byte[] exif) {
  private static final int END = 0xD9;
  private static final int START_OF_SCAN = 0xDA;
  private static final int APPLICATION_1 = 0xE1;
  private static final byte[] EXIF = {'E', 'x', 'i', 'f', 0, 0};

  static JpegMarkers of(byte[] jpeg) {
    int scans = 0;
    byte[] exif = null;
    int at = next(jpeg, 2);
    while (at >= 0 && at + 4 <= jpeg.length && marker(jpeg, at) != END) {
      int end = at + 2 + ((jpeg[at + 2] & 0xFF) << 8 | jpeg[at + 3] & 0xFF);
      if (marker(jpeg, at) == START_OF_SCAN) {
        scans++;
      } else if (marker(jpeg, at) == APPLICATION_1 && exif == null && isExif(jpeg, at + 4, end)) {
        exif = Arrays.copyOfRange(jpeg, at + 4, end);
      }
      at = next(jpeg, end);
    }
    return new JpegMarkers(scans, exif);
  }

  /** The next one that begins a segment: not a stuffed zero, a restart or a fill byte. */
  private static int next(byte[] jpeg, int from) {
    for (int at = from; at + 1 < jpeg.length; at++) {
      int second = marker(jpeg, at);
      boolean inScan = second == 0 || second == 0xFF || second >= 0xD0 && second <= 0xD7;
      if ((jpeg[at] & 0xFF) == 0xFF && !inScan) {
        return at;
      }
    }
    return -1;
  }

  private static int marker(byte[] jpeg, int at) {
    return jpeg[at + 1] & 0xFF;
  }

  private static boolean isExif(byte[] jpeg, int from, int end) {
    return end <= jpeg.length
        && from + EXIF.length <= end
        && Arrays.equals(jpeg, from, from + EXIF.length, EXIF, 0, EXIF.length);
  }
}
