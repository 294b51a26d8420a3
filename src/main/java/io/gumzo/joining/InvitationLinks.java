package io.gumzo.joining;

import io.gumzo.joining.InvitationRepository.Stored;
import io.gumzo.tokens.LinkTokens;
import io.gumzo.tokens.LinkTokens.Claim;
import io.gumzo.tokens.LinkTokens.Purpose;
import java.util.Optional;
import java.util.UUID;

/** Links of invitations: made of the row, so they are stored nowhere and can be shown again. */
final class InvitationLinks {
  private final LinkTokens links;
  private final String ownUrl;

  /**
   * @param ownUrl where people reach this server
   */
  InvitationLinks(LinkTokens links, String ownUrl) {
    this.links = links;
    this.ownUrl = ownUrl;
  }

  String link(Stored invitation) {
    String token = links.sign(Purpose.INVITATION, invitation.id(), invitation.expiresAt());
    return ownUrl + "/#/join/" + token;
  }

  /** Of which invitation it is; empty when it is too old. Fails as {@link LinkTokens#read}. */
  Optional<UUID> read(String token) {
    return links.read(Purpose.INVITATION, token).filter(links::isGenuine).map(Claim::account);
  }
}
