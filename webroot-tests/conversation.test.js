import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { applyEvent, applyRead, applySnapshot } from '../webroot/models/conversation.js';
import { CONVERSATION, JUMA, ME, conversation, message, posted } from './helpers.js';

/** @typedef {import('../webroot/lib/api.js').Conversation} Conversation */

/** What a server that has these messages answers. @param {import('../webroot/lib/api.js').Message[]} messages @param {number} head */
function fresh(messages, head) {
  const mine = messages.findLast(({ senderId }) => senderId === ME);
  const last = messages.at(-1);
  return conversation({
    head,
    messageCount: messages.length,
    lastMessage: last ?? null,
    lastActivityAt: last?.at ?? conversation().lastActivityAt,
    readPosition: mine?.position ?? 0,
    readNumber: mine?.number ?? 0,
    unread: messages.length - (mine?.number ?? 0),
  });
}

describe('a conversation', () => {
  it('is a fresh snapshot after a snapshot and the events that follow it', () => {
    for (let round = 0; round < 100; round++) {
      const messages = [];
      const events = [];
      for (let position = 1; position <= 30; position++) {
        if (Math.random() < 0.2) {
          events.push({ type: 'of-another-version', stream: CONVERSATION, position, at: '', data: {} });
          continue;
        }
        const next = message(position, { number: messages.length + 1, senderId: Math.random() < 0.4 ? ME : JUMA });
        messages.push(next);
        events.push(posted(next));
      }
      const from = Math.floor(Math.random() * 31);
      const snapshot = fresh(
        messages.filter(({ position }) => position <= from),
        from,
      );
      const reached = events.slice(from).reduce((state, event) => applyEvent(state, event, ME), snapshot);
      assert.deepEqual(reached, fresh(messages, 30), `from ${from}`);
    }
  });

  it('counts unread from numbers, never by incrementing', () => {
    const after = applyEvent(
      conversation({ head: 7, messageCount: 5, readNumber: 2 }),
      posted(message(8, { number: 6 })),
      ME,
    );
    assert.deepEqual([after.unread, after.messageCount], [4, 6]);
  });

  it('is read up to what I post', () => {
    const after = applyEvent(
      conversation({ head: 7, messageCount: 7, readNumber: 2, unread: 5 }),
      posted(message(8, { senderId: ME })),
      ME,
    );
    assert.deepEqual([after.unread, after.readPosition, after.readNumber], [0, 8, 8]);
  });

  it('counts what is withheld from me as read, and shows nothing of it', () => {
    const before = conversation({ head: 7, messageCount: 7, readNumber: 7, readPosition: 7, lastMessage: message(7) });
    const withheld = { type: 'message-withheld', stream: CONVERSATION, position: 8, at: '', data: { number: 8 } };
    const after = applyEvent(before, withheld, ME);
    assert.deepEqual(after, { ...before, head: 8, messageCount: 8, readNumber: 8, readPosition: 8 });
  });

  it('moves its read state by my personal stream, and not its head', () => {
    const before = conversation({ head: 7, messageCount: 7, unread: 7 });
    const data = { conversationId: CONVERSATION, readPosition: 5, readNumber: 5 };
    const after = applyEvent(before, { type: 'conversation-read', stream: ME, position: 90, at: '', data }, ME);
    assert.deepEqual([after.unread, after.head, after.readPosition], [2, 7, 5]);
  });

  it('never reads backwards', () => {
    const before = conversation({ head: 7, messageCount: 7, readPosition: 6, readNumber: 6, unread: 1 });
    assert.deepEqual(applyRead(before, { conversationId: CONVERSATION, readPosition: 3, readNumber: 3 }), before);
  });

  it('takes the newer of two snapshots, and the furthest that either has read', () => {
    const old = conversation({ head: 5, messageCount: 5, readPosition: 5, readNumber: 5 });
    const late = conversation({ head: 7, messageCount: 7, readPosition: 2, readNumber: 2, unread: 5 });
    for (const merged of [applySnapshot(old, late), applySnapshot(late, old)]) {
      assert.deepEqual([merged.head, merged.readNumber, merged.unread], [7, 5, 2]);
    }
  });
});
