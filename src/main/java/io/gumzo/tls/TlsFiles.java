package io.gumzo.tls;

import io.gumzo.config.TlsConfig;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.TCPSSLOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** What the settings of one encrypted connection name, in the form that each library takes. */
public final class TlsFiles {
  private static final List<String> KEY_ALGORITHMS = List.of("EC", "RSA", "EdDSA");
  private static final char[] NO_PASSWORD = {};

  private TlsFiles() {}

  /** Adds this side's certificate and what the other side's is checked against. */
  public static void add(TlsConfig tls, TCPSSLOptions options) {
    if (tls.hasCa()) {
      options.setTrustOptions(new PemTrustOptions().addCertPath(tls.caFile()));
    }
    if (tls.hasCertificate()) {
      options.setKeyCertOptions(
          new PemKeyCertOptions().setCertPath(tls.certificateFile()).setKeyPath(tls.keyFile()));
    }
  }

  /**
   * For blocking clients.
   *
   * @param trust what the other side is checked by
   */
  public static SSLContext context(TlsConfig tls, TrustManager[] trust) {
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(keys(tls), trust, null);
      return context;
    } catch (GeneralSecurityException broken) {
      throw unusable(tls, broken);
    }
  }

  /** The authorities of the file; without one those that the JVM trusts. */
  public static TrustManagerFactory authorities(TlsConfig tls) {
    try {
      var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(tls.hasCa() ? store(certificates(tls.caFile())) : null);
      return factory;
    } catch (GeneralSecurityException | IOException broken) {
      throw unusable(tls, broken);
    }
  }

  /** This side's certificate and key; nothing where there is none. */
  public static KeyManagerFactory certificate(TlsConfig tls) {
    try {
      var store = store(List.of());
      if (tls.hasCertificate()) {
        store.setKeyEntry(
            "own",
            privateKey(tls.keyFile()),
            NO_PASSWORD,
            certificates(tls.certificateFile()).toArray(Certificate[]::new));
      }
      var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, NO_PASSWORD);
      return factory;
    } catch (GeneralSecurityException | IOException broken) {
      throw unusable(tls, broken);
    }
  }

  private static KeyManager[] keys(TlsConfig tls) {
    return tls.hasCertificate() ? certificate(tls).getKeyManagers() : null;
  }

  private static List<Certificate> certificates(String file)
      throws IOException, GeneralSecurityException {
    try (var in = Files.newInputStream(Path.of(file))) {
      return List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(in));
    }
  }

  private static KeyStore store(List<Certificate> trusted)
      throws IOException, GeneralSecurityException {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    for (var index = 0; index < trusted.size(); index++) {
      store.setCertificateEntry("ca-" + index, trusted.get(index));
    }
    return store;
  }

  private static PrivateKey privateKey(String file) throws IOException, GeneralSecurityException {
    var base64 =
        Files.readString(Path.of(file))
            .replaceAll("(?s).*-----BEGIN PRIVATE KEY-----(.*)-----END PRIVATE KEY-----.*", "$1");
    var spec = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(base64));
    for (var algorithm : KEY_ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(spec);
      } catch (InvalidKeySpecException other) {
        // The next algorithm may fit.
      }
    }
    throw new InvalidKeySpecException("want a key for EC, RSA or EdDSA");
  }

  private static IllegalArgumentException unusable(TlsConfig tls, Exception broken) {
    return new IllegalArgumentException(
        "cannot use %s: %s".formatted(tls, broken.getMessage()), broken);
  }
}
