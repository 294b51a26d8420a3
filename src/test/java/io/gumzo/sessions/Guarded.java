package io.gumzo.sessions;

import static io.gumzo.testing.Futures.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.gumzo.testing.Answer;
import io.gumzo.testing.Api;
import io.gumzo.testing.Authenticator;
import io.gumzo.testing.Person;
import java.util.List;

/** Somebody whose second factor is on, and what their app and their paper have. */
record Guarded(Person person, Authenticator app, List<String> recoveryCodes) {
  static Guarded signUp(Api api) {
    var person = Person.signUp(api);
    return confirm(api, person, begin(api, person));
  }

  static Authenticator begin(Api api, Person person) {
    var begun = get(api.beginTwoFactor(person.token(), Person.PASSWORD)).want(200);
    assertThat(begun.text("uri")).contains("secret=" + begun.text("secret"));
    return Authenticator.of(begun.text("secret"));
  }

  static Guarded confirm(Api api, Person person, Authenticator app) {
    var on = get(api.confirmTwoFactor(person.token(), app.code())).want(200);
    return new Guarded(person, app, recoveryCodes(on));
  }

  static List<String> recoveryCodes(Answer answer) {
    return answer.body().getJsonArray("recoveryCodes").stream().map(String.class::cast).toList();
  }

  String nextCode() {
    return app.nextCode();
  }
}
