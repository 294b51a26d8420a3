package io.gumzo.testing;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.awaitility.Awaitility;

/** A real SMTP server that can be stopped and started again on its port. */
public final class MailServer implements AutoCloseable {
  public static final String USER = "gumzo";
  public static final String PASSWORD = "siri@kubwa";

  /** One mail that arrived; both parts are decoded. */
  public record Received(
      String id, String from, String to, String subject, String text, String html) {
    /** The address in it that leads to a page of ours. */
    public String link() {
      return text.lines().filter(line -> line.contains("/#/")).findFirst().orElseThrow();
    }
  }

  private final ServerSetup setup;
  private GreenMail server;

  private MailServer(String protocol) {
    this.setup = new ServerSetup(Ports.free(), "127.0.0.1", protocol);
  }

  public static MailServer plain() {
    return new MailServer(ServerSetup.PROTOCOL_SMTP).start();
  }

  /** TLS from the first byte, and nobody sends without the password. */
  public static MailServer locked() {
    var locked = new MailServer(ServerSetup.PROTOCOL_SMTPS).start();
    locked.server.getUserManager().setAuthRequired(true);
    locked.server.setUser(USER, USER, PASSWORD);
    return locked;
  }

  public MailServer start() {
    server = new GreenMail(setup);
    server.start();
    return this;
  }

  public void stop() {
    server.stop();
  }

  public int port() {
    return setup.getPort();
  }

  /** As the setting {@code mail.url} has it. */
  public String url() {
    return "smtp://127.0.0.1:" + port();
  }

  /** Waits for so many in all. */
  public List<Received> await(int count) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> server.getReceivedMessages().length >= count);
    return all();
  }

  /** Waits for so many to somebody; the latest of them. */
  public Received awaitTo(String email, int count) {
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> to(email).size() >= count);
    return to(email).getLast();
  }

  public List<Received> to(String email) {
    return all().stream().filter(mail -> mail.to().equals(email)).toList();
  }

  public List<Received> all() {
    return Arrays.stream(server.getReceivedMessages()).map(MailServer::received).toList();
  }

  /** A file with the certificate that the server comes with. */
  public static Path certificate() {
    try (var stream = MailServer.class.getResourceAsStream("/greenmail.p12")) {
      var store = KeyStore.getInstance("PKCS12");
      store.load(stream, "changeit".toCharArray());
      var certificate = store.getCertificate(store.aliases().nextElement());
      var pem =
          "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
              .formatted(
                  Base64.getMimeEncoder(64, new byte[] {'\n'})
                      .encodeToString(certificate.getEncoded()));
      return Files.writeString(Files.createTempFile(Path.of("target"), "mail", ".pem"), pem)
          .toAbsolutePath();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (GeneralSecurityException failure) {
      throw new IllegalStateException(failure);
    }
  }

  @Override
  public void close() {
    server.stop();
  }

  private static Received received(MimeMessage mail) {
    try {
      var parts = (MimeMultipart) mail.getContent();
      return new Received(
          mail.getMessageID(),
          mail.getFrom()[0].toString(),
          mail.getAllRecipients()[0].toString(),
          mail.getSubject(),
          parts.getBodyPart(0).getContent().toString(),
          parts.getBodyPart(1).getContent().toString());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (MessagingException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
