import { t } from '../lib/i18n/i18n.js';
import { withProfiles } from './profile.js';

/**
 * @typedef {import('../lib/api.js').Account} Account
 * @typedef {import('../lib/api.js').Conversation} Conversation
 * @typedef {import('../lib/api.js').Message} Message
 * @typedef {import('../lib/api.js').ReadState} ReadState
 * @typedef {import('../lib/api.js').StreamEvent} StreamEvent
 */

/** Unread is always derived. @param {Conversation} conversation @returns {Conversation} */
const derived = (conversation) => ({
  ...conversation,
  unread: Math.max(0, conversation.messageCount - conversation.readNumber),
});

/**
 * The conversation after one event: a snapshot and the events after its head give a fresh snapshot. Events of its own
 * stream come in order (see Stream); a type that is not known here moves the head and nothing else.
 * @param {Conversation} conversation
 * @param {StreamEvent} event of its stream, or `conversation-read` of my personal one
 * @param {string} me my account's id
 * @returns {Conversation}
 */
export function applyEvent(conversation, event, me) {
  if (event.type === 'conversation-read') return applyRead(conversation, event.data);
  if (event.stream !== conversation.id) return conversation;
  const moved = { ...conversation, head: event.position };
  if (event.type === 'message-posted') return withMessage(moved, event.data, me);
  if (event.type === 'message-withheld') return withWithheld(moved, event);
  return event.type === 'account-deleted' ? withoutAccount(moved, event.data) : moved;
}

/** A member whose account is gone has no name any more, and perhaps no messages.
 * @param {Conversation} conversation @param {{accountId: string, messagesRemoved: boolean}} data @returns {Conversation} */
function withoutAccount(conversation, { accountId, messagesRemoved }) {
  const { lastMessage } = conversation;
  return {
    ...conversation,
    members: conversation.members.map((member) =>
      member.account.id === accountId && !isDeleted(member.account)
        ? {
            ...member,
            account: { ...member.account, username: '', displayName: '', revision: member.account.revision + 1 },
          }
        : member,
    ),
    lastMessage: messagesRemoved && lastMessage?.senderId === accountId ? { ...lastMessage, text: '' } : lastMessage,
  };
}

/** @param {{username: string}} account */
export const isDeleted = ({ username }) => username === '';

/** @param {Conversation} conversation @param {Message} message @param {string} me @returns {Conversation} */
function withMessage(conversation, message, me) {
  const posted = {
    ...conversation,
    messageCount: message.number,
    lastMessage: message,
    lastActivityAt: message.at,
  };
  // Whoever answers has read what came before: the server moves the sender's read state as well.
  const read = { conversationId: conversation.id, readPosition: message.position, readNumber: message.number };
  return message.senderId === me ? applyRead(posted, read) : derived(posted);
}

/** What somebody wrote while I blocked them counts as read.
 * @param {Conversation} conversation @param {StreamEvent} event @returns {Conversation} */
function withWithheld(conversation, { position, data: { number } }) {
  const read = { conversationId: conversation.id, readPosition: position, readNumber: number };
  return applyRead({ ...conversation, messageCount: number }, read);
}

/** Reading never moves back. @param {Conversation} conversation @param {ReadState} read @returns {Conversation} */
export function applyRead(conversation, read) {
  if (read.conversationId !== conversation.id) return conversation;
  return derived({
    ...conversation,
    readPosition: Math.max(conversation.readPosition, read.readPosition),
    readNumber: Math.max(conversation.readNumber, read.readNumber),
  });
}

/** Takes in a snapshot, which may be older than what is here: nothing moves back, and
 * each member is shown as the newer of the two has them. @param {Conversation | undefined} conversation @param {Conversation} snapshot @returns {Conversation} */
export function applySnapshot(conversation, snapshot) {
  if (!conversation) return derived(snapshot);
  const newer = snapshot.head >= conversation.head ? snapshot : conversation;
  const older = newer === snapshot ? conversation : snapshot;
  const accounts = older.members.map((member) => member.account);
  return applyRead(withProfiles(newer, accounts), {
    conversationId: newer.id,
    readPosition: older.readPosition,
    readNumber: older.readNumber,
  });
}

/** The other person of a one-to-one conversation; oneself in a conversation with oneself.
 * @param {Conversation} conversation @param {string} me @returns {Account} */
export function otherMember(conversation, me) {
  const others = conversation.members.filter((member) => member.account.id !== me);
  const { account } = others[0] ?? conversation.members[0];
  return isDeleted(account) ? { ...account, displayName: t('account.deleted') } : account;
}

/** The latest activity first. @param {Conversation} one @param {Conversation} other */
export function byActivity(one, other) {
  if (one.lastActivityAt !== other.lastActivityAt) return one.lastActivityAt < other.lastActivityAt ? 1 : -1;
  return one.id < other.id ? 1 : -1;
}
