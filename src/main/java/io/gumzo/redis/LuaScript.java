package io.gumzo.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.impl.types.ErrorType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * One script of {@code resources/lua}, called by its digest and sent again when Redis forgot it.
 */
public final class LuaScript {
  private final String source;
  private final String digest;

  private LuaScript(String source) {
    this.source = source;
    this.digest = sha1(source);
  }

  /**
   * @param name of the file in {@code resources/lua}, without its ending
   */
  public static LuaScript load(String name) {
    try (InputStream in = LuaScript.class.getResourceAsStream("/lua/" + name + ".lua")) {
      if (in == null) {
        throw new IllegalStateException("no script lua/" + name + ".lua");
      }
      return new LuaScript(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public Future<Response> run(RedisClient redis, List<String> keys, List<String> arguments) {
    return send(redis, Command.EVALSHA, digest, keys, arguments)
        .recover(
            failure ->
                failure instanceof ErrorType error && error.is("NOSCRIPT")
                    ? send(redis, Command.EVAL, source, keys, arguments)
                    : Future.failedFuture(failure));
  }

  private static Future<Response> send(
      RedisClient redis,
      Command command,
      String script,
      List<String> keys,
      List<String> arguments) {
    Request request = Request.cmd(command).arg(script).arg(keys.size());
    keys.forEach(request::arg);
    arguments.forEach(request::arg);
    return redis.send(request);
  }

  private static String sha1(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
