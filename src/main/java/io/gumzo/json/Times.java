package io.gumzo.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times as the contracts write them: {@code 2026-01-02T03:04:05.678Z}, always three decimals. */
public final class Times {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  /** PostgreSQL's times end long before Java's. */
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private record Written(Instant time, String text) {}

  /** A batch of events has one time, which is then written once. */
  private static volatile Written last = new Written(Instant.EPOCH, FORMAT.format(Instant.EPOCH));

  private Times() {}

  public static String format(Instant time) {
    Written written = last;
    if (!written.time().equals(time)) {
      written = new Written(time, FORMAT.format(time));
      last = written;
    }
    return written.text();
  }

  /**
   * The time itself.
   *
   * @throws DateTimeException when nothing of ours is of that time: it is before 1970 or after 9999
   */
  public static Instant checked(Instant time) {
    if (time.isBefore(Instant.EPOCH) || time.isAfter(LATEST)) {
      throw new DateTimeException("from 1970 to 9999");
    }
    return time;
  }

  static final class Writer extends StdScalarSerializer<Instant> {
    private static final long serialVersionUID = 1L;

    Writer() {
      super(Instant.class);
    }

    @Override
    public void serialize(Instant time, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeString(format(time));
    }
  }

  static final class Reader extends StdScalarDeserializer<Instant> {
    private static final long serialVersionUID = 1L;

    Reader() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser json, DeserializationContext context) throws IOException {
      return Instant.parse(json.getText());
    }
  }
}
