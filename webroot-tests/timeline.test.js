import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { timeline } from '../webroot/models/timeline.js';
import { CONVERSATION, JUMA, ME, message } from './helpers.js';

/** @param {import('../webroot/models/timeline.js').Row[]} rows */
const kinds = (rows) => rows.map((row) => (row.kind === 'message' ? row.text : row.kind));

describe('a timeline', () => {
  it('names each day once, and marks where what is new begins', () => {
    const messages = [
      message(1),
      message(2, { at: '2026-01-05T12:00:00.000Z' }),
      message(3, { at: '2026-01-05T12:00:10.000Z' }),
    ];
    assert.deepEqual(kinds(timeline({ messages, entries: [], me: ME, newAfter: 2 })), [
      'day',
      'text 1',
      'day',
      'text 2',
      'new',
      'text 3',
    ]);
  });

  it('draws no line above what is mine, or when the place is not loaded', () => {
    const messages = [message(4), message(5, { senderId: ME })];
    assert.ok(!kinds(timeline({ messages, entries: [], me: ME, newAfter: 1 })).includes('new'));
    assert.ok(!kinds(timeline({ messages, entries: [], me: ME, newAfter: 4 })).includes('new'));
  });

  it('puts what one person says within minutes together', () => {
    const messages = [message(1), message(2), message(3, { senderId: ME }), message(400), message(800)];
    const rows = timeline({ messages, entries: [], me: ME }).filter((row) => row.kind === 'message');
    assert.deepEqual(
      rows.map(({ first, last }) => [first, last]),
      [
        [true, false],
        [false, true],
        [true, true],
        [true, true],
        [true, true],
      ],
    );
  });

  it('shows a text once while it moves from the outbox to the history, under one key', () => {
    const entry = /** @type {const} */ ({
      clientId: message(1).clientId,
      conversationId: CONVERSATION,
      text: 'text 1',
      at: '2026-01-02T00:00:00.000Z',
      state: 'sending',
      tries: 1,
    });
    const before = timeline({ messages: [], entries: [entry], me: ME });
    const after = timeline({ messages: [message(1, { senderId: ME })], entries: [entry], me: ME });
    assert.deepEqual(
      before.map(({ key }) => key),
      after.map(({ key }) => key),
    );
    assert.ok(after.every((row) => row.kind !== 'message' || row.state === 'stored'));
  });

  it('knows whose message it is', () => {
    const rows = timeline({
      messages: [message(1, { senderId: JUMA }), message(2, { senderId: ME })],
      entries: [],
      me: ME,
    });
    assert.deepEqual(
      rows.flatMap((row) => (row.kind === 'message' ? [row.mine] : [])),
      [false, true],
    );
  });

  it('has one key for each row, also where another chose the client id that I had', () => {
    const { clientId } = message(1);
    const rows = timeline({
      messages: [message(1, { senderId: ME }), message(2, { clientId })],
      entries: [],
      me: ME,
    });
    const keys = rows.map(({ key }) => key);
    assert.deepEqual(keys, [...new Set(keys)]);
    assert.ok(keys.includes(clientId));
  });
});
