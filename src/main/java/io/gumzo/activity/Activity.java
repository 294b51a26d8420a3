package io.gumzo.activity;

import io.gumzo.bus.Bus;
import io.gumzo.bus.Topic;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * Something that somebody did. Telling it costs the teller nothing: it is written later, with
 * others, and dropped when too much waits.
 *
 * @param account null when it is not known
 * @param login of the account, where only that is known; it is looked up and not kept
 * @param address from where; empty when it is not known
 * @param detail ids and words of the program by name, never what somebody wrote
 */
public record Activity(
    Instant at,
    ActivityType type,
    UUID account,
    String login,
    String address,
    Map<String, String> detail) {

  /** What happened together. */
  public record Batch(List<Activity> entries) {}

  public static final Topic<Batch> LOGGED = new Topic<>("activity-logged", Batch.class);

  private static final int LONGEST_LOGIN = 254;
  private static final int LONGEST_ADDRESS = 45;

  /** PostgreSQL takes no NUL in a text, and one bad entry must not spoil a batch. */
  public Activity {
    login = login == null ? null : plain(login, LONGEST_LOGIN).strip().toLowerCase(Locale.ROOT);
    address = address == null ? "" : plain(address, LONGEST_ADDRESS);
    detail = Map.copyOf(detail);
  }

  public static Activity of(ActivityType type, UUID account, String address) {
    return new Activity(Instant.now(), type, account, null, address, Map.of());
  }

  /**
   * @param login username or email, in any case
   */
  public static Activity byLogin(ActivityType type, String login, String address) {
    return new Activity(Instant.now(), type, null, login, address, Map.of());
  }

  /**
   * @param word an id or a word of the program
   */
  public Activity with(String name, Object word) {
    var more = new java.util.HashMap<>(detail);
    more.put(name, word.toString());
    return new Activity(at, type, account, login, address, more);
  }

  public void tell(Bus bus) {
    bus.tell(LOGGED, new Batch(List.of(this)));
  }

  /** Logins may be anything that somebody typed, passwords too. */
  @Override
  public String toString() {
    return "Activity[" + type + "]";
  }

  private static String plain(String text, int longest) {
    String visible = text.replaceAll("\\p{Cntrl}", "");
    return visible.substring(0, Math.min(visible.length(), longest));
  }
}
