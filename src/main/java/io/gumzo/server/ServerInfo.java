package io.gumzo.server;

import io.gumzo.config.ThrottleConfig.Rate;
import java.util.List;
import java.util.Map;

/**
 * The contract's {@code Server}.
 *
 * @param features what a client may offer here; an unknown one is skipped
 */
record ServerInfo(
    String version,
    SignUpInfo signUp,
    Messages messages,
    ProfileInfo profile,
    int maxBodyBytes,
    Map<String, Rate> throttle,
    List<String> features) {

  /**
   * @param mode who may sign up
   * @param verifiedEmail whether an email must be confirmed before one may sign in
   * @param fields bounds by the field's name
   */
  record SignUpInfo(String mode, boolean verifiedEmail, Map<String, Bounds> fields) {}

  record Bounds(int minLength, int maxLength) {}

  record Messages(int maxChars, int pageSize) {}

  record ProfileInfo(int displayNameMaxChars, int aboutMaxChars, int pictureMaxBytes) {}
}
