package io.gumzo.profiles;

import io.vertx.core.buffer.Buffer;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;

/** Files as people and attackers send them. */
final class TestPictures {
  static final String SECRET = "nyumbani kwangu";

  private TestPictures() {}

  /** Of four colours: red, green, blue, yellow from the top left, line by line. */
  static Buffer quarters(int width, int height, String format) {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var canvas = image.createGraphics();
    Color[] colours = {Color.RED, Color.GREEN, Color.BLUE, Color.YELLOW};
    for (int quarter = 0; quarter < 4; quarter++) {
      canvas.setColor(colours[quarter]);
      canvas.fillRect(
          quarter % 2 * width / 2, quarter / 2 * height / 2, width / 2 + 1, height / 2 + 1);
    }
    canvas.dispose();
    return written(image, format);
  }

  static Buffer transparent(int side) {
    return written(new BufferedImage(side, side, BufferedImage.TYPE_INT_ARGB), "png");
  }

  /** A JPEG with metadata that says how the camera was held (1–8), and where. */
  static Buffer withExif(Buffer jpeg, int orientation) {
    Buffer exif = Buffer.buffer("Exif\0\0").appendBuffer(tiff(orientation));
    return Buffer.buffer()
        .appendBytes(new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE1})
        .appendUnsignedShort(exif.length() + 2)
        .appendBuffer(exif)
        .appendBuffer(jpeg.slice(2, jpeg.length()));
  }

  /**
   * A PNG with the same metadata.
   *
   * @param behind what is shown, where it may be as well as before it
   */
  static Buffer withExifInPng(Buffer png, int orientation, boolean behind) {
    int at = behind ? png.length() - 12 : 8 + 25;
    return Buffer.buffer()
        .appendBuffer(png.slice(0, at))
        .appendBuffer(part("eXIf", tiff(orientation)))
        .appendBuffer(png.slice(at, png.length()));
  }

  private static Buffer tiff(int orientation) {
    return Buffer.buffer("MM\0*\0\0\0\b")
        .appendShort((short) 2)
        .appendBytes(new byte[] {1, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte) orientation, 0, 0})
        .appendBytes(new byte[] {1, 0x0E, 0, 2, 0, 0, 0, (byte) (SECRET.length() + 1)})
        .appendInt(38)
        .appendInt(0)
        .appendString(SECRET + "\0");
  }

  /** Black, one bit for each pixel, and as small as it can be packed. */
  static Buffer largePng(int width, int height) {
    var lines = new byte[(width + 7) / 8 + 1];
    var packed = Buffer.buffer();
    var deflater = new Deflater(Deflater.BEST_SPEED);
    var chunk = new byte[65_536];
    for (int line = 0; line < height; line++) {
      deflater.setInput(lines);
      for (int size; (size = deflater.deflate(chunk)) > 0; ) {
        packed.appendBytes(chunk, 0, size);
      }
    }
    deflater.finish();
    for (int size; (size = deflater.deflate(chunk)) > 0; ) {
      packed.appendBytes(chunk, 0, size);
    }
    deflater.end();
    return png(width, height, packed);
  }

  /** Says that it is large, and holds nothing. */
  static Buffer pngBomb(int width, int height) {
    return png(width, height, Buffer.buffer(new byte[] {0x78, (byte) 0x9C, 3, 0, 0, 0, 0, 1}));
  }

  /** A JPEG of that many passes over the whole picture. */
  static Buffer scans(int count) {
    Buffer jpeg = quarters(16, 16, "jpg");
    Buffer scan =
        Buffer.buffer(new byte[] {(byte) 0xFF, (byte) 0xDA, 0, 8, 1, 1, 0, 0, 0, 0, 0, 0});
    Buffer many = jpeg.slice(0, jpeg.length() - 2).copy();
    for (int more = 1; more < count; more++) {
      many.appendBuffer(scan);
    }
    return many.appendBytes(new byte[] {(byte) 0xFF, (byte) 0xD9});
  }

  /** A JPEG of so many passes and a few, behind a marker that stands alone: it has no length. */
  static Buffer hiddenScans(int count) {
    Buffer jpeg = progressive(16);
    String text = jpeg.toString(StandardCharsets.ISO_8859_1);
    int first = text.indexOf("\u00ff\u00da");
    int end = jpeg.length() - 2;
    Buffer last = jpeg.slice(text.lastIndexOf("\u00ff\u00da"), end);
    Buffer many =
        Buffer.buffer()
            .appendBuffer(jpeg.slice(0, first))
            .appendBytes(new byte[] {(byte) 0xFF, 1})
            .appendBuffer(jpeg.slice(first, end));
    for (int more = 0; more < count; more++) {
      many.appendBuffer(last);
    }
    return many.appendBytes(new byte[] {(byte) 0xFF, (byte) 0xD9});
  }

  private static Buffer progressive(int side) {
    var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    var parameters = writer.getDefaultWriteParam();
    parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
    var bytes = new ByteArrayOutputStream();
    try (var output = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(output);
      var image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
      writer.write(null, new IIOImage(image, null, null), parameters);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } finally {
      writer.dispose();
    }
    return Buffer.buffer(bytes.toByteArray());
  }

  /** A JPEG that says it is large, and of which one pass is there that holds nothing. */
  static Buffer largeJpeg(int width, int height, boolean progressive) {
    Buffer jpeg = quarters(16, 16, "jpg").copy();
    int frame = jpeg.toString(StandardCharsets.ISO_8859_1).indexOf("\u00ff\u00c0");
    return jpeg.setByte(frame + 1, (byte) (progressive ? 0xC2 : 0xC0))
        .setUnsignedShort(frame + 5, height)
        .setUnsignedShort(frame + 7, width);
  }

  /** Of its three colours one is there. */
  static Buffer oneColourOf(Buffer jpeg) {
    int scan = jpeg.toString(StandardCharsets.ISO_8859_1).indexOf("\u00ff\u00da");
    return Buffer.buffer()
        .appendBuffer(jpeg.slice(0, scan))
        .appendBytes(new byte[] {(byte) 0xFF, (byte) 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 0, 0})
        .appendBytes(new byte[] {(byte) 0xFF, (byte) 0xD9});
  }

  static BufferedImage read(Buffer file) {
    try {
      return ImageIO.read(new ByteArrayInputStream(file.getBytes()));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Buffer png(int width, int height, Buffer packed) {
    Buffer header =
        Buffer.buffer().appendInt(width).appendInt(height).appendBytes(new byte[] {1, 0, 0, 0, 0});
    return Buffer.buffer()
        .appendBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'})
        .appendBuffer(part("IHDR", header))
        .appendBuffer(part("tEXt", Buffer.buffer("Comment\0" + SECRET)))
        .appendBuffer(part("IDAT", packed))
        .appendBuffer(part("IEND", Buffer.buffer()));
  }

  private static Buffer part(String type, Buffer data) {
    Buffer checked = Buffer.buffer(type.getBytes(StandardCharsets.US_ASCII)).appendBuffer(data);
    var sum = new CRC32();
    sum.update(checked.getBytes());
    return Buffer.buffer()
        .appendInt(data.length())
        .appendBuffer(checked)
        .appendUnsignedInt(sum.getValue());
  }

  private static Buffer written(BufferedImage image, String format) {
    try {
      var bytes = new ByteArrayOutputStream();
      if (!ImageIO.write(image, format, bytes)) {
        throw new IllegalArgumentException("nobody writes " + format);
      }
      return Buffer.buffer(bytes.toByteArray());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
