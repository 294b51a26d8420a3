package io.gumzo.profiles;

import io.gumzo.problem.Problem;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import net.coobird.thumbnailator.util.exif.ExifFilterUtils;
import net.coobird.thumbnailator.util.exif.ExifUtils;
import net.coobird.thumbnailator.util.exif.Orientation;

/**
 * Reads the square in the middle of a picture, upright and in plain sRGB. However large the picture
 * is, what is held of it in memory is not: its size is read first, and pixels are left out while it
 * is decoded. Where a JPEG is written so that this cannot be, it must be smaller.
 */
final class PictureDecoder {
  private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

  private static final long MOST_PIXELS = 40_000_000;

  /** Six bytes of memory for each, eight where it has four colours. */
  private static final long MOST_PIXELS_AT_ONCE = 16_000_000;

  /** One line is held whole. */
  private static final int LONGEST_SIDE = 30_000;

  /** Far more than any program writes. Each is another pass over the whole picture. */
  private static final int MOST_SCANS = 32;

  /** Twice the largest that is wanted, so that making it smaller still has something to do. */
  private static final int WANTED = 1_024;

  private PictureDecoder() {}

  /** Fails with {@code INVALID_REQUEST}. */
  static BufferedImage decode(byte[] file) {
    try {
      if (begins(file, PNG)) {
        return upright(plainSquare(file, "png", MOST_PIXELS), PngChunks.exif(file));
      }
      if (begins(file, JPEG)) {
        JpegMarkers markers = JpegMarkers.of(file);
        if (markers.scans() <= MOST_SCANS) {
          long most = markers.wholeAtOnce() ? MOST_PIXELS_AT_ONCE : MOST_PIXELS;
          return upright(plainSquare(file, "jpeg", most), markers.exif());
        }
      }
    } catch (Problem known) {
      throw known;
    } catch (IOException | RuntimeException broken) {
      // The readers say in either way that a file is not as it should be.
      throw unreadable();
    }
    throw unreadable();
  }

  /** Colours as screens have them, and white where the picture is transparent. */
  private static BufferedImage plainSquare(byte[] file, String format, long mostPixels)
      throws IOException {
    BufferedImage any = square(file, format, mostPixels);
    var plain = new BufferedImage(any.getWidth(), any.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = plain.createGraphics();
    canvas.drawImage(any, 0, 0, Color.WHITE, null);
    canvas.dispose();
    return plain;
  }

  private static BufferedImage square(byte[] file, String format, long mostPixels)
      throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
    try (var input = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      // What else is written in the file is not even unpacked.
      reader.setInput(input, true, true);
      int width = reader.getWidth(0);
      int height = reader.getHeight(0);
      if ((long) width * height > mostPixels || Math.max(width, height) > LONGEST_SIDE) {
        throw Problem.invalid(
            "", "megapixels", "must have at most %d megapixels".formatted(mostPixels / 1_000_000));
      }
      int side = Math.min(width, height);
      int step = Math.max(1, side / WANTED);
      var parameters = reader.getDefaultReadParam();
      parameters.setSourceRegion(
          new Rectangle((width - side) / 2, (height - side) / 2, side, side));
      parameters.setSourceSubsampling(step, step, 0, 0);
      return reader.read(0, parameters);
    } finally {
      reader.dispose();
    }
  }

  /** As the camera was held. */
  private static BufferedImage upright(BufferedImage square, byte[] exif) {
    Orientation orientation = orientation(exif);
    return orientation == null || orientation == Orientation.TOP_LEFT
        ? square
        : ExifFilterUtils.getFilterForOrientation(orientation).apply(square);
  }

  /** Null when the camera did not say, or not so that it can be read. */
  private static Orientation orientation(byte[] exif) {
    try {
      return exif == null ? null : ExifUtils.getOrientationFromExif(exif);
    } catch (RuntimeException broken) {
      return null;
    }
  }

  private static boolean begins(byte[] file, byte[] signature) {
    return file.length >= signature.length
        && Arrays.equals(file, 0, signature.length, signature, 0, signature.length);
  }

  private static Problem unreadable() {
    return Problem.invalid("", "picture", "must be a JPEG or a PNG that can be read");
  }
}
