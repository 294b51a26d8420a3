package io.gumzo.config;

/** The administrator that the first start makes; an empty {@code username} means none. */
public record AdminConfig(String username, String email, Secret password) {
  public AdminConfig {
    boolean given = !username.isEmpty();
    want("admin.username", given, given || !email.isEmpty() || !password.value().isEmpty());
    want("admin.email", !email.isEmpty(), given);
    want("admin.password", !password.value().isEmpty(), given);
  }

  public boolean wanted() {
    return !username.isEmpty();
  }

  private static void want(String key, boolean given, boolean needed) {
    if (needed && !given) {
      throw new ConfigException(
          key + ": want a value; admin.username, admin.email and admin.password belong together");
    }
  }
}
