package io.gumzo.sessions;

/**
 * A QR code to be drawn: a square of {@code size} × {@code size} units with its quiet border, in
 * which {@code path} (as an SVG path has it) is dark.
 */
record QrCode(int size, String path) {
  private static final int BORDER = 4;

  static QrCode of(String text) {
    var code = io.nayuki.qrcodegen.QrCode.encodeText(text, io.nayuki.qrcodegen.QrCode.Ecc.MEDIUM);
    var path = new StringBuilder();
    for (int y = 0; y < code.size; y++) {
      for (int x = 0; x < code.size; x++) {
        int length = 0;
        while (code.getModule(x + length, y)) {
          length++;
        }
        if (length > 0) {
          path.append("M%d %dh%dv1h-%dz".formatted(x + BORDER, y + BORDER, length, length));
          x += length;
        }
      }
    }
    return new QrCode(code.size + 2 * BORDER, path.toString());
  }

  @Override
  public String toString() {
    return "QrCode[…]";
  }
}
