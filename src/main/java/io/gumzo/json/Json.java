package io.gumzo.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.Version;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.Instant;

/** Records to JSON and back, in the one form that the contracts describe. */
public final class Json {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(
              new SimpleModule("gumzo", Version.unknownVersion())
                  .addSerializer(Instant.class, new Times.Writer())
                  .addDeserializer(Instant.class, new Times.Reader()))
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private Json() {}

  /** UTF-8, with times as RFC 3339 in UTC with milliseconds. */
  public static Buffer encode(Object value) {
    try {
      return Buffer.buffer(MAPPER.writeValueAsBytes(value));
    } catch (JsonProcessingException failure) {
      throw new IllegalArgumentException("cannot be written as JSON: " + value.getClass(), failure);
    }
  }

  /** A text as JSON has it, in its quotation marks. */
  public static String quote(String text) {
    return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }

  /**
   * @throws IllegalArgumentException when it is not JSON or not of that shape; the message names no
   *     value
   */
  public static <T> T decode(Buffer json, Class<T> type) {
    try {
      return MAPPER.readValue(json.getBytes(), type);
    } catch (JsonMappingException failure) {
      throw new IllegalArgumentException("not a " + type.getSimpleName(), failure);
    } catch (IOException failure) {
      throw new IllegalArgumentException("not JSON", failure);
    }
  }
}
