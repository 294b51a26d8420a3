package io.gumzo.problem;

/** The catalogue: every expected failure, the same over HTTP and over the socket. */
public enum ProblemType {
  INVALID_REQUEST(
      400,
      "The request is not valid",
      "Each entry of `errors` names a field and the rule that it breaks. Correct them and send the request again."),
  MALFORMED_JSON(400, "The body is not JSON", "The body could not be read as JSON."),
  LINK_DAMAGED(
      400,
      "This link is damaged or incomplete",
      "Mail programs break long links. Copy all of it from the mail, from the first character to the last, or ask for a new one."),
  UNAUTHENTICATED(
      401, "Not signed in", "There is no access token, or it is not one of ours. Sign in."),
  TOKEN_EXPIRED(
      401,
      "The access token has expired",
      "Exchange the refresh token for a new access token and send the request again."),
  SIGN_IN_FAILED(
      401,
      "Wrong login or password",
      "The login and the password do not belong together. The answer is the same whether the account exists or not."),
  SECOND_FACTOR_NEEDED(
      403,
      "A code is needed",
      "The password is right, and the account has a second factor: send the same again with `code`."),
  SECOND_FACTOR_FAILED(
      403,
      "The code is not right",
      "Codes last half a minute and work once. A recovery code does as well, once."),
  SECOND_FACTOR_ON(
      409,
      "Two-factor authentication is on already",
      "Turn it off first, to begin anew with another device."),
  SESSION_ENDED(
      401,
      "The session has ended",
      "It was signed out, it expired, or an old refresh token of it was used. Sign in again."),
  ANOTHER_ACCOUNT(
      409,
      "Another account is signed in",
      "The refresh token belongs to another account than `accountId`, and was not used. A browser's tabs share one cookie: somebody signed in with another account in another tab."),
  FORBIDDEN(403, "Not allowed", "The account is known, but it may not do this."),
  EMAIL_NOT_VERIFIED(
      403,
      "The email is not confirmed yet",
      "Open the link in the mail that was sent there. This server wants the email to be confirmed before one signs in, or before two-factor authentication is turned on."),
  ACCOUNT_SUSPENDED(
      403,
      "The account is suspended",
      "An administrator of this server has suspended it. Ask them."),
  SIGN_UP_CLOSED(
      403,
      "Nobody signs up here",
      "Administrators of this server make the accounts. Ask one of them."),
  INVITATION_NEEDED(
      403,
      "An invitation is needed",
      "Whoever joins this server was invited: open the link of an invitation, or ask an administrator for one."),
  NOT_A_MEMBER(
      403,
      "Not a member of this conversation",
      "There is no such conversation, or the account is not in it; the answer does not tell which."),
  NOT_CONTACTS(
      403,
      "You are not contacts",
      "This person takes messages from contacts only. Send a contact request."),
  NOT_FOUND(404, "Not found", "There is no such thing, or it is not for the account that asks."),
  METHOD_NOT_ALLOWED(
      405,
      "Method not allowed",
      "The address exists, but not with this method. The contract at /docs lists what does."),
  LINK_NOT_VALID(
      410, "This link does not work any more", "It was used, or it is too old. Ask for a new one."),
  PAYLOAD_TOO_LARGE(413, "The body is too large", "Send less at once. `detail` gives the limit."),
  ADDRESS_TOO_LONG(
      414, "The address is too long", "Shorten the query; a list of things goes into a body."),
  UNSUPPORTED_MEDIA_TYPE(
      415,
      "Unsupported media type",
      "Send what the contract says, mostly `Content-Type: application/json`. `detail` says which."),
  EXPECTATION_FAILED(
      417, "The expectation failed", "Leave `Expect` out: only `100-continue` is understood."),
  UPGRADE_REQUIRED(
      426,
      "Another protocol is needed",
      "This address speaks WebSocket of version 13: `Upgrade: websocket`, `Sec-WebSocket-Version: 13`."),
  THROTTLED(
      429,
      "Too many requests",
      "Wait `retryAfterMillis`, then send the same again. Nothing was stored."),
  HEADERS_TOO_LARGE(431, "The headers are too large", "Send fewer or shorter headers and cookies."),
  INTERNAL(
      500,
      "Something went wrong on our side",
      "This is a defect. The server's log has more under the `requestId`."),
  UNAVAILABLE(
      503,
      "Not available right now",
      "A part of the system does not answer. Send the same again a little later: a message with the same `clientId` is stored once.");

  private final int status;
  private final String title;
  private final String advice;

  ProblemType(int status, String title, String advice) {
    this.status = status;
    this.title = title;
    this.advice = advice;
  }

  public int status() {
    return status;
  }

  public String title() {
    return title;
  }

  /** What the one who meets it should do; shown on the problem's page. */
  public String advice() {
    return advice;
  }

  /** As in the address of its page: {@code not-a-member}. */
  public String slug() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  public String uri() {
    return "/problems/" + slug();
  }
}
