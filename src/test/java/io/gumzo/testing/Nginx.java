package io.gumzo.testing;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A real nginx in front of a node: with TLS, with TLS and another Host, and without TLS. */
public final class Nginx implements AutoCloseable {
  private static final String PASSWORD = "changeit";

  /** What its documentation advises for WebSockets. */
  private static final String CONFIGURATION =
      """
      daemon off;
      worker_processes 1;
      pid %1$s/nginx.pid;
      error_log %1$s/error.log;
      events {}
      http {
        access_log off;
        client_body_temp_path %1$s/body;
        proxy_temp_path %1$s/proxy;
        fastcgi_temp_path %1$s/fastcgi;
        uwsgi_temp_path %1$s/uwsgi;
        scgi_temp_path %1$s/scgi;
        ssl_certificate %1$s/certificate.pem;
        ssl_certificate_key %1$s/key.pem;
        proxy_http_version 1.1;
        map $http_upgrade $upgrade { default upgrade; '' close; }
        server {
          listen 127.0.0.1:%3$d ssl;
          location / {
            proxy_pass http://127.0.0.1:%2$d;
            proxy_set_header Host $http_host;
            proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
            proxy_set_header X-Forwarded-Proto $scheme;
            proxy_set_header Upgrade $http_upgrade;
            proxy_set_header Connection $upgrade;
          }
        }
        server {
          listen 127.0.0.1:%4$d ssl;
          location / { proxy_pass http://127.0.0.1:%2$d; }
        }
        server {
          listen 127.0.0.1:%5$d;
          location / { return 403; }
          location /hidden/ {
            proxy_pass http://127.0.0.1:%2$d;
            proxy_set_header Upgrade $http_upgrade;
            proxy_set_header Connection $http_connection;
            proxy_set_header HTTP2-Settings $http_http2_settings;
          }
        }
      }
      """;

  private final Process process;
  private final List<Integer> ports;

  private Nginx(Process process, List<Integer> ports) {
    this.process = process;
    this.ports = ports;
  }

  public static boolean isInstalled() {
    return program().isPresent();
  }

  public static Nginx inFrontOf(int port) {
    try {
      var parent = Files.createDirectories(Path.of("target", "nginx").toAbsolutePath());
      Path folder = Files.createTempDirectory(parent, "run");
      certify(folder);
      var ports = List.of(Ports.free(), Ports.free(), Ports.free());
      Files.writeString(
          folder.resolve("nginx.conf"),
          CONFIGURATION.formatted(folder, port, ports.get(0), ports.get(1), ports.get(2)));
      Process process =
          new ProcessBuilder(
                  program().orElseThrow().toString(),
                  "-p",
                  folder.toString(),
                  "-c",
                  folder.resolve("nginx.conf").toString(),
                  "-e",
                  folder.resolve("error.log").toString())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("output").toFile())
              .start();
      var nginx = new Nginx(process, ports);
      await().until(() -> !process.isAlive() || ports.stream().allMatch(Nginx::isListening));
      if (!process.isAlive()) {
        throw new IllegalStateException(Files.readString(folder.resolve("output")));
      }
      return nginx;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Passes Host on. */
  public int tlsPort() {
    return ports.get(0);
  }

  /** Changes Host, as is its default. */
  public int otherHostPort() {
    return ports.get(1);
  }

  /** Lets nobody in but below {@code /hidden/}, and passes every upgrade on. */
  public int plainPort() {
    return ports.get(2);
  }

  @Override
  public void close() {
    process.destroy();
  }

  private static Optional<Path> program() {
    String folders = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/sbin";
    return Stream.of(folders.split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, "nginx"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static boolean isListening(int port) {
    try (var socket = new Socket("127.0.0.1", port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  private static void certify(Path folder) throws IOException {
    Path store = folder.resolve("store.p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    var making =
        new ProcessBuilder(
                keytool,
                "-genkeypair",
                "-alias",
                "nginx",
                "-keyalg",
                "EC",
                "-dname",
                "CN=127.0.0.1",
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool").toFile())
            .start();
    try {
      if (making.waitFor() != 0) {
        throw new IllegalStateException(Files.readString(folder.resolve("keytool")));
      }
      var keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
      write(
          folder.resolve("key.pem"),
          "PRIVATE KEY",
          keys.getKey("nginx", PASSWORD.toCharArray()).getEncoded());
      write(
          folder.resolve("certificate.pem"),
          "CERTIFICATE",
          keys.getCertificate("nginx").getEncoded());
    } catch (GeneralSecurityException | InterruptedException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static void write(Path file, String what, byte[] bytes) throws IOException {
    String text =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(bytes);
    Files.writeString(
        file, "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(what, text));
  }
}
