package io.gumzo.joining;

import io.gumzo.accounts.Belongings;
import io.gumzo.persistence.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** The invitations that an administrator made; they end with the account. */
public final class JoiningBelongings implements Belongings {
  private record ExportedInvitation(
      UUID id, String email, int uses, int mostUses, Instant madeAt, Instant expiresAt) {}

  private final InvitationRepository invitations;

  public JoiningBelongings(Database database) {
    this.invitations = new InvitationRepository(database);
  }

  @Override
  public Map<String, Pages> files() {
    return Map.of(
        "invitations.json",
        Pages.one(
            account ->
                invitations
                    .of(account)
                    .map(
                        found ->
                            found.stream()
                                .map(
                                    each ->
                                        new ExportedInvitation(
                                            each.id(),
                                            each.email(),
                                            each.uses(),
                                            each.mostUses(),
                                            each.madeAt(),
                                            each.expiresAt()))
                                .toList())));
  }

  @Override
  public Future<Runnable> leave(SqlConnection transaction, UUID account, boolean messagesToo) {
    return InvitationRepository.forget(transaction, account).map(forgotten -> () -> {});
  }
}
