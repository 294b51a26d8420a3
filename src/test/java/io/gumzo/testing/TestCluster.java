package io.gumzo.testing;

import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Nodes on a database, a Redis and keys of their own. Limits are out of the way and passwords cheap
 * unless the settings say otherwise.
 */
public final class TestCluster implements AutoCloseable {
  private final Path folder = freshFolder();
  private final Map<String, String> settings = new HashMap<>();
  private final List<RunningNode> nodes = new CopyOnWriteArrayList<>();

  public TestCluster() {
    this(Map.of());
  }

  /**
   * @param settings by key, as in {@code conf/gumzo.yaml}
   */
  public TestCluster(Map<String, String> settings) {
    for (String limit :
        List.of(
            "sendMessage",
            "signUp",
            "checkSignUp",
            "searchPeople",
            "sendMail",
            "mailTo",
            "useLink",
            "createConversation",
            "requestContact",
            "changeBlocks",
            "changeProfile",
            "changeUsername",
            "manageJoining",
            "changeSettings",
            "confirmTwoFactor",
            "report",
            "export",
            "setPicture")) {
      this.settings.put("throttle." + limit + ".everyMillis", "1");
      this.settings.put("throttle." + limit + ".burst", "100000");
    }
    this.settings.put("passwords.argon2MemoryKib", "4096");
    this.settings.put("passwords.argon2Iterations", "1");
    this.settings.put("postgres.url", TestServers.freshPostgresUrl());
    this.settings.put("postgres.poolSize", "8");
    this.settings.put("redis.url", TestServers.redis().url());
    this.settings.put("cluster.watchdogSeconds", "1");
    this.settings.put("cluster.leaseSeconds", "5");
    this.settings.put("sockets.drainSeconds", "0");
    this.settings.put("data.folder", folder.toString());
    this.settings.putAll(settings);
  }

  /** All nodes listen on this port together, and each on one of its own. For processes. */
  public int sharePort() {
    int port = Ports.free();
    settings.put("http.port", Integer.toString(port));
    return port;
  }

  public String postgresUrl() {
    return settings.get("postgres.url");
  }

  /** Asks the cluster's Redis itself. */
  public Response redis(Request request) {
    var redis = Redis.createClient(Clients.VERTX, settings.get("redis.url"));
    return Futures.get(redis.send(request).onComplete(answered -> redis.close()));
  }

  /** Once a node has made the keys. */
  public ShortTokens shortTokens() {
    return new ShortTokens(folder);
  }

  /** A node in this process; ready. */
  public LocalNode local() {
    return local(Map.of());
  }

  /** A node in this process with settings of its own; ready. */
  public LocalNode local(Map<String, String> own) {
    var all = onFreePorts();
    all.putAll(own);
    var node = new LocalNode(all);
    nodes.add(node);
    return node;
  }

  /** A node in a process of its own; ready. */
  public NodeProcess process() {
    return process(Map.of());
  }

  /** A node in a process of its own with settings of its own; ready. */
  public NodeProcess process(Map<String, String> own) {
    return launch(own).awaitReady();
  }

  /** Several, started at once; ready. */
  public List<NodeProcess> processes(int count) {
    // The first migrates the database and makes the keys.
    var all = new ArrayList<>(List.of(process()));
    for (int more = 1; more < count; more++) {
      all.add(launch(Map.of()));
    }
    all.forEach(NodeProcess::awaitReady);
    return all;
  }

  /** Those that were not stopped or killed. */
  public List<RunningNode> live() {
    return nodes.stream().filter(RunningNode::alive).toList();
  }

  @Override
  public void close() {
    nodes.reversed().forEach(RunningNode::close);
  }

  private NodeProcess launch(Map<String, String> own) {
    String name = "node-" + (nodes.size() + 1);
    var all = onFreePorts();
    all.putAll(own);
    var node = NodeProcess.launch(folder, List.of("node", "--name", name), all, name);
    nodes.add(node);
    return node;
  }

  private HashMap<String, String> onFreePorts() {
    var own = new HashMap<>(settings);
    own.put(
        settings.containsKey("http.port") ? "http.ownPort" : "http.port",
        Integer.toString(Ports.free()));
    own.put("management.port", Integer.toString(Ports.free()));
    return own;
  }

  private static Path freshFolder() {
    try {
      var parent = Files.createDirectories(Path.of("target", "clusters").toAbsolutePath());
      return Files.createTempDirectory(parent, "cluster");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
