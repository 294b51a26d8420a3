package io.gumzo.tokens;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.gumzo.bus.Bus;
import io.gumzo.config.ConfigException;
import io.gumzo.config.TokensConfig;
import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.impl.jose.JWT;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.UUID;

/** Access tokens: JWTs signed with ES256. One for the node, shared by all event loops. */
public final class AccessTokens {
  private static final String ALGORITHM = "ES256";
  private static final int LONGEST = 2_000;

  /** For {@code iat}: the clocks of two nodes may differ by so much. */
  private static final int CLOCK_SKEW_SECONDS = 60;

  private final JWTAuth signer;
  private final JWTAuth verifier;
  private final String issuer;
  private final JsonObject jwks;
  private final SecretBox secrets;
  private final LinkTokens links;
  private final Successors successors;
  private final SigningKeys keys;
  private volatile Vouchers vouchers;
  private volatile TokenUses uses;

  /** Checking a signature costs more than most requests do. What has expired is still refused. */
  private final Cache<String, Principal> checked =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofMinutes(10)).build();

  private final EndedSignIns ended;

  private AccessTokens(Vertx vertx, SigningKeys keys, TokensConfig config) {
    this.issuer = config.issuer();
    this.ended =
        new EndedSignIns(Duration.ofSeconds((long) config.accessSeconds() + CLOCK_SKEW_SECONDS));
    this.keys = keys;
    this.signer = JWTAuth.create(vertx, new JWTAuthOptions().addJwk(keys.first().jwk()));
    var verifying =
        new JWTAuthOptions()
            .setJWTOptions(
                new JWTOptions()
                    .setIssuer(issuer)
                    .setIgnoreExpiration(true)
                    .setLeeway(CLOCK_SKEW_SECONDS));
    var published = new JsonArray();
    for (SigningKey key : keys.keys()) {
      verifying.addJwk(key.publicHalf());
      published.add(key.publicHalf());
    }
    this.verifier = JWTAuth.create(vertx, verifying);
    this.jwks = new JsonObject().put("keys", published);
    this.secrets = SecretBox.of(keys);
    this.links = LinkTokens.of(keys);
    this.successors = Successors.of(keys);
  }

  /**
   * Blocks: reads or makes the key file.
   *
   * @throws ConfigException one line that names the file and what is wrong with it
   */
  public static AccessTokens open(Vertx vertx, TokensConfig config, Path dataFolder) {
    var keys = SigningKeys.load(config, dataFolder);
    try {
      var tokens = new AccessTokens(vertx, keys, config);
      tokens.provePair();
      return tokens;
    } catch (RuntimeException unusable) {
      throw new ConfigException(
          "the signing keys: the first key's halves do not belong together, or a key is not on its"
              + " curve");
    }
  }

  /**
   * From now on a token that another node has verified is believed, and the first use of one is
   * told by {@link NoteTokenUse}.
   */
  public void shareWith(Bus bus) {
    vouchers = new Vouchers(bus, keys, issuer);
    uses = new TokenUses(bus);
  }

  /** Signed now; good until {@link Principal#expiresAt}, in whole seconds. */
  public String issue(Principal principal) {
    return sign(claims(principal));
  }

  /**
   * The same, together with a refresh token.
   *
   * @param generation of the refresh token
   */
  public String issue(Principal principal, long generation) {
    return sign(claims(principal).put(TokenUses.GENERATION, generation));
  }

  private String sign(JsonObject claims) {
    return signer.generateToken(claims, new JWTOptions().setAlgorithm(ALGORITHM));
  }

  private JsonObject claims(Principal principal) {
    return new JsonObject()
        .put("iss", issuer)
        .put("sub", principal.account().toString())
        .put("sid", principal.signIn().toString())
        .put("role", principal.role())
        .put("exp", principal.expiresAt().getEpochSecond());
  }

  /**
   * Who presents the token. Fails with {@code TOKEN_EXPIRED}, with {@code SESSION_ENDED} when the
   * device was signed out, or with {@code UNAUTHENTICATED} for whatever else is wrong with it.
   */
  public Future<Principal> verify(String token) {
    Principal known = checked.getIfPresent(token);
    return known == null ? recall(token).compose(this::unlessOver) : unlessOver(known);
  }

  /** From now on this node refuses the access tokens of these devices. */
  public void end(Collection<UUID> signIns) {
    ended.add(signIns);
  }

  /** True once this node has heard that the device was signed out. */
  public boolean hasEnded(Principal principal) {
    return ended.contains(principal.signIn());
  }

  /** The public keys as a JSON Web Key Set, for {@code /.well-known/jwks.json}. */
  public JsonObject jwks() {
    return jwks.copy();
  }

  /** Of the same keys. */
  public SecretBox secrets() {
    return secrets;
  }

  /** Of the same keys. */
  public LinkTokens links() {
    return links;
  }

  /** Of the same keys. */
  public Successors successors() {
    return successors;
  }

  private Future<Principal> recall(String token) {
    if (token.length() > LONGEST) {
      return unauthenticated();
    }
    if (vouchers == null) {
      return check(token);
    }
    String name = vouchers.name(token);
    return vouchers
        .isKnown(name)
        .compose(
            known ->
                known
                    ? believe(token)
                    : check(token)
                        .onSuccess(principal -> vouchers.vouch(name, principal.expiresAt())));
  }

  private Future<Principal> check(String token) {
    return authenticate(token)
        .map(user -> checked(token, user.attributes().getJsonObject("accessToken")))
        .recover(forged -> unauthenticated());
  }

  private Principal checked(String token, JsonObject claims) {
    Principal principal = principal(claims);
    checked.put(token, principal);
    if (uses != null) {
      uses.report(claims);
    }
    return principal;
  }

  /** A node has verified it: what it says is true. */
  private Future<Principal> believe(String token) {
    Principal principal = principal(JWT.parse(token).getJsonObject("payload"));
    checked.put(token, principal);
    return Future.succeededFuture(principal);
  }

  /** Some malformed claims are thrown at the caller. */
  private Future<User> authenticate(String token) {
    try {
      return verifier.authenticate(new TokenCredentials(token));
    } catch (RuntimeException malformed) {
      return Future.failedFuture(malformed);
    }
  }

  private static Principal principal(JsonObject claims) {
    return new Principal(
        UUID.fromString(claims.getString("sub")),
        UUID.fromString(claims.getString("sid")),
        Objects.requireNonNull(claims.getString("role")),
        Instant.ofEpochSecond(claims.getLong("exp")));
  }

  private Future<Principal> unlessOver(Principal principal) {
    if (!Instant.now().isBefore(principal.expiresAt())) {
      return Future.failedFuture(Problem.of(ProblemType.TOKEN_EXPIRED));
    }
    return hasEnded(principal)
        ? Future.failedFuture(Problem.of(ProblemType.SESSION_ENDED))
        : Future.succeededFuture(principal);
  }

  private static Future<Principal> unauthenticated() {
    return Future.failedFuture(Problem.of(ProblemType.UNAUTHENTICATED));
  }

  /** At start rather than at the first sign-in: what the first key signs must pass the check. */
  private void provePair() {
    var probe = new Principal(new UUID(0, 0), new UUID(0, 0), "none", Instant.now().plusSeconds(5));
    Future<Principal> result = check(issue(probe));
    if (!result.succeeded()) {
      throw new IllegalArgumentException();
    }
    checked.invalidateAll();
  }
}
