package io.gumzo.bench;

import io.gumzo.bench.BenchFailure.Reason;
import io.gumzo.config.GumzoConfig;
import io.gumzo.embedded.DataFolder;
import io.gumzo.embedded.EmbeddedServers;
import io.gumzo.persistence.Migrations;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * What a bench stands on: an embedded PostgreSQL and Redis, databases of its own in them, nodes and
 * other processes, all of which end with it.
 */
final class Lab implements AutoCloseable {
  private static final int MAX_CONNECTIONS = 150;
  private static final int LOOPS = Runtime.getRuntime().availableProcessors();

  private final Path folder;
  private final EmbeddedServers servers;
  private final DataFolder held;
  private final Tokens tokens;
  private final List<Child> children = new ArrayList<>();
  private final AtomicInteger databases = new AtomicInteger();
  private boolean closed;

  private Lab(Path folder, DataFolder held, EmbeddedServers servers) {
    this.folder = folder;
    this.held = held;
    this.servers = servers;
    this.tokens = new Tokens(data(folder));
  }

  /**
   * @param folder for data, logs and results
   */
  static Lab open(Path folder) throws IOException {
    Path data = data(Files.createDirectories(folder));
    DataFolder held =
        DataFolder.open(data)
            .orElseThrow(
                () -> new BenchFailure(Reason.TAKEN, "Another bench is running on " + data + "."));
    var servers =
        EmbeddedServers.start(held, EmbeddedServers.Wanted.both(MAX_CONNECTIONS), progress -> {});
    return new Lab(folder, held, servers);
  }

  /** An empty database with the product's schema. */
  Sql database() {
    String url = servers.postgresUrl().orElseThrow();
    String name = "lab_" + databases.incrementAndGet();
    try (var sql = new Sql(url)) {
      sql.run("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
      sql.run("CREATE DATABASE " + name);
    }
    String own = url.substring(0, url.lastIndexOf('/') + 1) + name;
    Migrations.run(GumzoConfig.defaults(Map.of("postgres.url", own)).postgres());
    return new Sql(own);
  }

  String redisUrl() {
    return servers.redisUrl().orElseThrow();
  }

  /**
   * A node with its limits out of the way; ready.
   *
   * @param settings over that, by key
   */
  NodeHandle node(Sql database, Map<String, String> settings) {
    int port = freePort();
    int management = freePort();
    var all = new HashMap<String, String>();
    for (String limit :
        List.of("sendMessage", "signUp", "checkSignUp", "searchPeople", "createConversation")) {
      all.put("throttle." + limit + ".everyMillis", "1");
      all.put("throttle." + limit + ".burst", "100000");
    }
    all.put("postgres.url", database.url());
    all.put("redis.url", redisUrl());
    all.put("http.port", Integer.toString(port));
    all.put("management.port", Integer.toString(management));
    all.put("data.folder", data(folder).toString());
    all.put("sockets.drainSeconds", "0");
    all.putAll(settings);
    String name = "node-" + (children.size() + 1);
    return new NodeHandle(
        start(name, BenchNode.class, GumzoConfig.environment(all), nodeOptions()),
        port,
        management);
  }

  /** The limit of sends as a whole. */
  NodeHandle bareSends(Sql database, Talk talk) {
    return bare(
        BareSends.class,
        Map.of("LAB_DATABASE", database.url(), "LAB_MEMBERS", Integer.toString(talk.members())));
  }

  /** The limit of reading the first {@code items} of lists in Redis over HTTP. */
  NodeHandle bareHistory(int lists, int items) {
    return bare(
        BareHistory.class,
        Map.of(
            "LAB_REDIS", redisUrl(),
            "LAB_LISTS", Integer.toString(lists),
            "LAB_ITEMS", Integer.toString(items)));
  }

  /** The limit of what is written to sockets. */
  NodeHandle bareServer() {
    return bareServer(freePort());
  }

  /** The limit for two nodes; the first passes what it writes on to the second. */
  List<NodeHandle> barePair() {
    int hop = freePort();
    var pair = List.of(bareServer(), bareServer(hop));
    Child first = pair.getFirst().child();
    first.say("next " + hop);
    first.await("next", 10);
    return pair;
  }

  /**
   * @param hop where it takes what another one passes on
   */
  private NodeHandle bareServer(int hop) {
    return bare(BareServer.class, Map.of("LAB_HOP_PORT", Integer.toString(hop)));
  }

  /** On a port of its own, with as many event loops for sockets as a node has. */
  private NodeHandle bare(Class<?> main, Map<String, String> settings) {
    int port = freePort();
    var environment = new HashMap<>(settings);
    environment.put("LAB_PORT", Integer.toString(port));
    environment.put("LAB_LOOPS", Integer.toString(LOOPS));
    String name = "bare-" + (children.size() + 1);
    return new NodeHandle(start(name, main, environment, List.of()), port, 0);
  }

  /** Good for an hour. */
  String token(UUID account) {
    return tokens.of(account);
  }

  /** For more sockets than this process may have. */
  Child loadProcess() {
    Map<String, String> environment = Map.of("LAB_DATA", data(folder).toString());
    return start("load-" + (children.size() + 1), LoadProcess.class, environment, List.of());
  }

  /** Of these nodes, of the servers and of this process. */
  Supplier<Usage> usage(NodeHandle... nodes) {
    return () -> Usage.now(folder, List.of(nodes));
  }

  Path folder() {
    return folder;
  }

  /** Ends nodes and the like, and keeps the servers for the next bench. */
  void endChildren() {
    children.reversed().forEach(Child::close);
    children.clear();
  }

  /** Once. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    endChildren();
    servers.close();
    held.close();
    tokens.close();
  }

  private Child start(
      String name, Class<?> main, Map<String, String> environment, List<String> options) {
    var child = Child.start(name, main, options, environment, folder.resolve(name + ".log"));
    children.add(child);
    return child;
  }

  /** {@code LAB_NODE_OPTIONS}: of the JVMs of nodes alone, to profile them for instance. */
  private static List<String> nodeOptions() {
    String options = System.getenv().getOrDefault("LAB_NODE_OPTIONS", "").strip();
    return options.isEmpty() ? List.of() : List.of(options.split(" +"));
  }

  private static Path data(Path folder) {
    return folder.resolve("data").toAbsolutePath();
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException none) {
      throw new BenchFailure(Reason.TAKEN, "No port is free: " + none.getMessage(), none);
    }
  }
}
