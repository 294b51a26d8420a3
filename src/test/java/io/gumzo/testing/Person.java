package io.gumzo.testing;

import static io.gumzo.testing.Futures.get;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/** An account, signed in on one device. */
public final class Person {
  /** Everybody's. */
  public static final String PASSWORD = "mvua-kubwa-jana";

  private final UUID id;
  private final String username;
  private volatile String token;
  private volatile String refreshToken;

  private Person(UUID id, String username, Answer session) {
    this.id = id;
    this.username = username;
    keep(session);
  }

  /** A new one with a name of its own. */
  public static Person signUp(Api api) {
    return signUp(api, "p" + UUID.randomUUID().toString().substring(0, 18));
  }

  /** A new one whose name one can read. */
  public static Person signUp(Api api, String username) {
    var account =
        get(api.signUp(
                new JsonObject()
                    .put("firstName", "Asha")
                    .put("lastName", "Mwangi")
                    .put("email", username + "@example.org")
                    .put("username", username)
                    .put("displayName", username)
                    .put("password", PASSWORD)))
            .want(201);
    return new Person(account.id(), username, get(api.signIn(username, PASSWORD)).want(201));
  }

  /** The same account on another device, with tokens of its own. */
  public Person onAnotherDevice(Api api) {
    return new Person(id, username, get(api.signIn(username, PASSWORD)).want(201));
  }

  public UUID id() {
    return id;
  }

  public String username() {
    return username;
  }

  public String token() {
    return token;
  }

  public String refreshToken() {
    return refreshToken;
  }

  /** From now on with this access token. */
  public void use(String accessToken) {
    token = accessToken;
  }

  /** Takes new tokens; the old refresh token is used up. */
  public Future<Void> refresh(Api api) {
    return api.refreshSession(refreshToken).map(session -> keep(session.want(200)));
  }

  /** Both are contacts from now on. */
  public Person befriend(Api api, Person other) {
    var contacts = new ContactApi(api);
    var asked = get(contacts.request(token, other.id, null));
    if (!asked.text("state").equals("contact")) {
      get(contacts.accept(other.token, id)).want(200);
    }
    return this;
  }

  /** The conversation with somebody, made when it is missing; both are contacts then. */
  public UUID conversationWith(Api api, Person other) {
    befriend(api, other);
    var answer = get(api.createConversation(token, other.id));
    return answer.status() == 200 ? answer.id() : answer.want(201).id();
  }

  /** Posts over HTTP; the message. */
  public Answer post(Api api, UUID conversation, String text) {
    return get(api.postMessage(token, conversation, UUID.randomUUID(), text)).want(201);
  }

  private Void keep(Answer session) {
    token = session.text("accessToken");
    refreshToken = session.text("refreshToken");
    return null;
  }
}
