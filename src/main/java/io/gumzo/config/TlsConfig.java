package io.gumzo.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * PEM files of one encrypted connection; empty texts where there is none.
 *
 * @param caFile certificates of the authorities that the other side is checked against
 * @param certificateFile this side's own certificate, with what leads to its authority
 * @param keyFile the private key that belongs to it, as unencrypted PKCS #8
 */
public record TlsConfig(String caFile, String certificateFile, String keyFile) {
  public static final TlsConfig NONE = new TlsConfig("", "", "");

  private static final String PKCS_8 = "-----BEGIN PRIVATE KEY-----";

  public TlsConfig {
    caFile = absolute(caFile);
    certificateFile = absolute(certificateFile);
    keyFile = absolute(keyFile);
  }

  /** Whether the other side is checked against authorities of its own. */
  public boolean hasCa() {
    return !caFile.isEmpty();
  }

  /** Whether this side shows a certificate. */
  public boolean hasCertificate() {
    return !certificateFile.isEmpty();
  }

  /** Whether no file is given. */
  public boolean isEmpty() {
    return equals(NONE);
  }

  /**
   * @param section the key of this section
   */
  void check(String section) {
    if (certificateFile.isEmpty() != keyFile.isEmpty()) {
      throw new ConfigException(
          "%s: want certificateFile and keyFile together, have one".formatted(section));
    }
    read(section + ".caFile", caFile);
    read(section + ".certificateFile", certificateFile);
    if (!keyFile.isEmpty() && !read(section + ".keyFile", keyFile).contains(PKCS_8)) {
      throw new ConfigException(
          "%s.keyFile: want an unencrypted PKCS #8 key (BEGIN PRIVATE KEY), have something else"
              .formatted(section));
    }
  }

  private static String read(String key, String file) {
    try {
      return file.isEmpty() ? "" : Files.readString(Path.of(file));
    } catch (IOException unreadable) {
      throw new ConfigException("%s: want a readable file, have %s".formatted(key, file));
    }
  }

  private static String absolute(String file) {
    return file.isBlank() ? "" : Path.of(file).toAbsolutePath().normalize().toString();
  }
}
