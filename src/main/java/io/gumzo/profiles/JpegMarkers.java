package io.gumzo.profiles;

import java.util.Arrays;

/**
 * What the segments of a JPEG say before any of it is decoded.
 *
 * @param scans how many passes it asks for over the whole picture
 * @param wholeAtOnce the decoder must hold all of it, since no pass alone makes any line complete
 * @param exif the segment with what the camera wrote, beginning with {@code Exif}; null for none
 */
record JpegMarkers(int scans, boolean wholeAtOnce, byte[] exif) {
  private static final int END = 0xD9;
  private static final int START_OF_SCAN = 0xDA;
  private static final int APPLICATION_1 = 0xE1;
  private static final int BASELINE = 0xC0;
  private static final int EXTENDED = 0xC1;
  private static final int PROGRESSIVE = 0xC2;

  /** Of how many colours the picture is, and a pass, in the segments that begin them. */
  private static final int COLOURS = 9;

  private static final int COLOURS_OF_SCAN = 4;
  private static final byte[] EXIF = {'E', 'x', 'i', 'f', 0, 0};

  static JpegMarkers of(byte[] jpeg) {
    int scans = 0;
    int colours = 0;
    boolean wholeAtOnce = false;
    byte[] exif = null;
    int at = next(jpeg, 2);
    while (at >= 0 && at + 4 <= jpeg.length && marker(jpeg, at) != END) {
      int end = at + 2 + ((jpeg[at + 2] & 0xFF) << 8 | jpeg[at + 3] & 0xFF);
      switch (marker(jpeg, at)) {
        case BASELINE, EXTENDED -> colours = number(jpeg, at + COLOURS);
        case PROGRESSIVE -> wholeAtOnce = true;
        case START_OF_SCAN -> {
          wholeAtOnce |= scans == 0 && number(jpeg, at + COLOURS_OF_SCAN) < colours;
          scans++;
        }
        case APPLICATION_1 -> {
          if (exif == null && isExif(jpeg, at + 4, end)) {
            exif = Arrays.copyOfRange(jpeg, at + 4, end);
          }
        }
        default -> {
          // Nothing that matters before it is decoded.
        }
      }
      at = next(jpeg, end);
    }
    return new JpegMarkers(scans, wholeAtOnce, exif);
  }

  /**
   * The next one that begins a segment: not a stuffed zero, a restart, a fill byte, or the one
   * ({@code TEM}) that stands alone, behind which as much as a length says could be hidden.
   */
  private static int next(byte[] jpeg, int from) {
    for (int at = from; at + 1 < jpeg.length; at++) {
      int second = marker(jpeg, at);
      boolean inScan = second <= 1 || second == 0xFF || second >= 0xD0 && second <= 0xD7;
      if ((jpeg[at] & 0xFF) == 0xFF && !inScan) {
        return at;
      }
    }
    return -1;
  }

  private static int marker(byte[] jpeg, int at) {
    return jpeg[at + 1] & 0xFF;
  }

  private static int number(byte[] jpeg, int at) {
    return at < jpeg.length ? jpeg[at] & 0xFF : 0;
  }

  private static boolean isExif(byte[] jpeg, int from, int end) {
    return end <= jpeg.length
        && from + EXIF.length <= end
        && Arrays.equals(jpeg, from, from + EXIF.length, EXIF, 0, EXIF.length);
  }
}
