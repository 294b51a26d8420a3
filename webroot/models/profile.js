/**
 * @typedef {import('../lib/tokens.js').Account} Account
 * @typedef {import('../lib/api.js').Conversation} Conversation
 */

/** Of two copies of one account the newer one; the one at hand when they are the same.
 * @template {Account} A @param {A | undefined} known @param {A} other @returns {A} */
export function newest(known, other) {
  return known && (known.revision ?? 0) >= (other.revision ?? 0) ? known : other;
}

/** The same list, or one with the account as it is now. @template {Account} A
 * @param {A[]} accounts @param {A} account @returns {A[]} */
export function withNewest(accounts, account) {
  return accounts.some((known) => known.id === account.id && newest(known, account) !== known)
    ? accounts.map((known) => (known.id === account.id ? newest(known, account) : known))
    : accounts;
}

/** The same conversation, or one whose members are as they are now.
 * @param {Conversation} conversation @param {Account[]} accounts of which some may be members
 * @returns {Conversation} */
export function withProfiles(conversation, accounts) {
  const before = conversation.members.map((member) => member.account);
  const after = accounts.reduce((known, account) => withNewest(known, account), before);
  if (after === before) return conversation;
  return {
    ...conversation,
    members: conversation.members.map((member, index) => ({ ...member, account: after[index] })),
  };
}
