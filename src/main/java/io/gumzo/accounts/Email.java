package io.gumzo.accounts;

import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;

/** Addresses as mail servers take them: {@code local@domain}, the domain with a dot in it. */
public final class Email {
  private static final int LONGEST_LOCAL = 64;
  private static final int LONGEST_DOMAIN = 253;
  private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
  private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
  private static final Pattern LOCAL = Pattern.compile(ATOM + "(?:\\." + ATOM + ")*");

  /** The last label is no number: {@code 10.0.0.1} is no domain. */
  private static final Pattern DOMAIN =
      Pattern.compile("(?:" + LABEL + "\\.)+(?=[A-Za-z0-9-]*[A-Za-z])" + LABEL);

  private Email() {}

  /** With the domain in lower case and in ASCII; unchanged where it is no address. */
  public static String normalise(String email) {
    String bare = email.strip();
    int at = bare.lastIndexOf('@');
    if (at < 0) {
      return bare;
    }
    try {
      return bare.substring(0, at + 1)
          + IDN.toASCII(bare.substring(at + 1), IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException noDomain) {
      return bare;
    }
  }

  public static boolean isValid(String email) {
    int at = email.lastIndexOf('@');
    return at > 0
        && at <= LONGEST_LOCAL
        && email.length() - at - 1 <= LONGEST_DOMAIN
        && LOCAL.matcher(email.substring(0, at)).matches()
        && DOMAIN.matcher(email.substring(at + 1)).matches();
  }

  /** The part of a normalised address after the {@code @}. */
  public static String domain(String email) {
    return email.substring(email.lastIndexOf('@') + 1);
  }

  static String local(String email) {
    int at = email.lastIndexOf('@');
    return at < 0 ? email : email.substring(0, at);
  }
}
