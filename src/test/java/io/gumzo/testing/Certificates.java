package io.gumzo.testing;

import io.gumzo.config.TlsConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * An authority of its own, and what it signed: {@code server.pem} for localhost (and not for
 * 127.0.0.1), {@code client.pem} for the user gumzo. Made by the JDK's keytool.
 */
public final class Certificates {
  private static final String PASSWORD = "changeit";

  private final Path folder;
  private final Path store;

  public Certificates() {
    try {
      folder =
          Files.createTempDirectory(
              Files.createDirectories(Path.of("target", "certificates").toAbsolutePath()), "ca");
      store = folder.resolve("all.p12");
      make("ca", "CN=Authority", "-ext", "bc:c");
      write("ca");
      sign("server", "CN=localhost", "-ext", "san=dns:localhost");
      sign("client", "CN=gumzo");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** What checks the other side and shows nothing. */
  public TlsConfig trust() {
    return new TlsConfig(file("ca.pem"), "", "");
  }

  /** What checks the other side and shows a certificate. */
  public TlsConfig both(String name) {
    return new TlsConfig(file("ca.pem"), file(name + ".pem"), file(name + ".key"));
  }

  public String file(String name) {
    return folder.resolve(name).toString();
  }

  private void sign(String alias, String name, String... more) throws IOException {
    var all = new ArrayList<>(List.of("-signer", "ca"));
    all.addAll(List.of(more));
    make(alias, name, all.toArray(String[]::new));
    write(alias);
  }

  private void make(String alias, String name, String... more) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                alias,
                "-dname",
                name,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD));
    command.addAll(List.of(more));
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      var said =
          new String(
              process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException("keytool: " + said);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private void write(String alias) throws IOException {
    try (var in = Files.newInputStream(store)) {
      var keys = KeyStore.getInstance("PKCS12");
      keys.load(in, PASSWORD.toCharArray());
      pem(alias + ".pem", "CERTIFICATE", keys.getCertificate(alias).getEncoded());
      pem(alias + ".key", "PRIVATE KEY", keys.getKey(alias, PASSWORD.toCharArray()).getEncoded());
    } catch (GeneralSecurityException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private void pem(String file, String type, byte[] content) throws IOException {
    var base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    var path = folder.resolve(file);
    Files.writeString(
        path, "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(type, base64));
    // PostgreSQL takes no key that others may read.
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
  }
}
