package io.gumzo.edge;

import io.gumzo.config.GumzoConfig;
import io.gumzo.testing.Admins;
import io.gumzo.testing.Api;
import io.gumzo.testing.LocalNode;
import io.gumzo.testing.Person;
import io.gumzo.testing.TestCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** One node for all of these tests, with two people who talk and one who is a stranger to them. */
final class Edge implements BeforeAllCallback, AutoCloseable {
  static final int AUTHENTICATE_SECONDS = 2;
  static final int MAX_BODY_BYTES = 65_536;

  private static volatile Edge running;

  private TestCluster cluster;
  private LocalNode node;
  private Person asha;
  private Person juma;
  private Person stranger;
  private Person admin;
  private Person suspended;
  private UUID conversation;
  private UUID message;
  private Tokens tokens;

  @Override
  public void beforeAll(ExtensionContext context) {
    context
        .getRoot()
        .getStore(Namespace.create(Edge.class))
        .getOrComputeIfAbsent(Edge.class, first -> start(), Edge.class);
  }

  static Edge running() {
    return running;
  }

  static Api api() {
    return running.node.api();
  }

  static int port() {
    return running.node.port();
  }

  static LocalNode node() {
    return running.node;
  }

  /** Another node beside it; to be closed. */
  static LocalNode another() {
    return running.cluster.local();
  }

  static Person asha() {
    return running.asha;
  }

  static Person juma() {
    return running.juma;
  }

  /** In no conversation with the two. */
  static Person stranger() {
    return running.stranger;
  }

  static Person admin() {
    return running.admin;
  }

  /** With tokens of before. */
  static Person suspended() {
    return running.suspended;
  }

  /** Asha's and Juma's. */
  static UUID conversation() {
    return running.conversation;
  }

  /** One in that conversation. */
  static UUID message() {
    return running.message;
  }

  static Tokens tokens() {
    return running.tokens;
  }

  static String postgresUrl() {
    return running.cluster.postgresUrl();
  }

  @Override
  public void close() {
    cluster.close();
    tokens.close();
  }

  private static Edge start() {
    var edge = new Edge();
    Path folder = freshFolder();
    var settings =
        Map.of(
            "data.folder",
            folder.toString(),
            "http.maxBodyBytes",
            Integer.toString(MAX_BODY_BYTES),
            "sockets.authenticateSeconds",
            Integer.toString(AUTHENTICATE_SECONDS),
            "management.allowedHosts",
            "gumzo.internal,*.svc.cluster.local");
    edge.tokens = new Tokens(GumzoConfig.defaults(settings));
    edge.cluster = new TestCluster(settings);
    edge.node = edge.cluster.local();
    var api = edge.node.api();
    edge.asha = Person.signUp(api);
    edge.juma = Person.signUp(api);
    edge.stranger = Person.signUp(api);
    edge.admin = Admins.signUp(edge.node);
    edge.suspended = Person.signUp(api);
    Admins.suspend(edge.node, edge.suspended);
    edge.conversation = edge.asha.conversationWith(api, edge.juma);
    edge.message = edge.asha.post(api, edge.conversation, "Habari?").id();
    running = edge;
    return edge;
  }

  private static Path freshFolder() {
    try {
      var parent = Files.createDirectories(Path.of("target", "edge").toAbsolutePath());
      return Files.createTempDirectory(parent, "data");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
