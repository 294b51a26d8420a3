package io.gumzo.accounts;

import io.gumzo.problem.FieldError;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;

/** Decides who may sign up. */
public interface Admission {
  /**
   * On what terms somebody joins.
   *
   * @param broken rules of this server that the person's fields break
   * @param emailProven that the email is theirs: the invitation was mailed there
   * @param mustVerify no signing in before the email is confirmed, whatever the settings say
   */
  record Terms(List<FieldError> broken, boolean emailProven, boolean mustVerify) {
    /** Terms for accounts made by an administrator, and for servers that anybody may join. */
    public static final Terms NONE = new Terms(List.of(), false, false);
  }

  /**
   * What would come of it now. Fails with {@code SIGN_UP_CLOSED}, {@code INVITATION_NEEDED}, or
   * {@code LINK_NOT_VALID} for an invitation that is used, revoked or too old, or {@code
   * LINK_DAMAGED} for none of ours.
   */
  Future<Terms> check(SignUp normalised);

  /**
   * The same within the transaction that makes the account. Uses the invitation up, and holds the
   * rules as they are until the commit.
   */
  Future<Terms> admit(SqlConnection transaction, SignUp normalised);
}
