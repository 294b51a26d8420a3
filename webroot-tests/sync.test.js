import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { Kept } from '../webroot/lib/storage.js';
import { Conversations } from '../webroot/models/conversations.js';
import { Histories } from '../webroot/models/histories.js';
import { Outbox } from '../webroot/models/outbox.js';
import { Sync } from '../webroot/models/sync.js';
import {
  CONVERSATION,
  JUMA,
  ME,
  conversation,
  memoryStorage,
  message,
  posted,
  settled,
  useFakeTime,
} from './helpers.js';

/** What the server has of one conversation, and how it answers. */
class Server {
  /** @type {import('../webroot/lib/api.js').Message[]} */ messages = [];
  /** @type {number[]} */ reads = [];

  /** @param {string} [senderId] @param {string} [clientId] */
  post(senderId = JUMA, clientId) {
    const next = message(this.messages.length + 1, { senderId, ...(clientId ? { clientId } : {}) });
    this.messages.push(next);
    return posted(next);
  }

  get snapshot() {
    const last = this.messages.at(-1) ?? null;
    return conversation({
      head: this.messages.length,
      messageCount: this.messages.length,
      lastMessage: last,
      unread: this.messages.length,
      lastActivityAt: last?.at ?? '2026',
    });
  }

  /** @type {any} */ api = {
    listConversations: async () => ({ items: [this.snapshot], next: null }),
    getConversation: async () => this.snapshot,
    listMessages: async (/** @type {string} */ _id, /** @type {any} */ { before = Infinity, limit = 15 } = {}) => {
      const all = this.messages.filter(({ position }) => position < before);
      return { items: all.slice(-limit), older: all.length > limit, newer: false, head: this.messages.length };
    },
  };

  /** @param {string} stream @param {number} after @param {number} limit */
  read = async (stream, after, limit) => {
    this.reads.push(after);
    return stream === ME
      ? { items: [], head: 0 }
      : { items: this.messages.slice(after, after + limit).map(posted), head: this.messages.length };
  };

  /** @param {object} [changes] */
  ready = (changes = {}) => ({
    type: 'ready',
    session: 's',
    accountId: ME,
    at: '2026-01-02T03:04:05.678Z',
    personal: { stream: ME, head: 0 },
    conversations: [],
    more: false,
    ...changes,
  });
}

describe('staying abreast of the server', () => {
  /** @type {ReturnType<typeof useFakeTime>} */ let time;
  /** @type {Server} */ let server;
  /** @type {Conversations} */ let conversations;
  /** @type {Histories} */ let histories;
  /** @type {Outbox} */ let outbox;
  /** @type {Sync} */ let sync;

  beforeEach(() => {
    time = useFakeTime();
    server = new Server();
    conversations = new Conversations({ api: server.api, me: ME });
    histories = new Histories({ api: server.api });
    outbox = new Outbox({
      post: async ({ clientId }) => server.post(ME, clientId).data,
      onSent: (stored) => sync.confirmed(stored),
      kept: new Kept(memoryStorage(), ''),
    });
    sync = new Sync({ me: ME, read: server.read, conversations, histories, outbox });
  });
  afterEach(() => {
    sync.close();
    outbox.close();
    time.end();
  });

  /** Opens the conversation on the screen. */
  async function open() {
    sync.frame(server.ready());
    await settled();
    sync.show([CONVERSATION]);
    await histories.of(CONVERSATION).open();
  }
  const shown = () => histories.of(CONVERSATION).items.map(({ number }) => number);
  const upTo = (/** @type {number} */ last, first = 1) =>
    Array.from({ length: last - first + 1 }, (_, index) => first + index);

  it('shows what arrives, once', async () => {
    server.post();
    await open();
    const event = server.post();
    sync.frame(event);
    sync.frame(event);
    assert.deepEqual([shown(), conversations.get(CONVERSATION)?.messageCount], [[1, 2], 2]);
  });

  it('goes on behind what is withheld, whether it comes as events or is left out of a page', async () => {
    server.post();
    await open();
    const reads = () => server.reads.length;
    for (let count = 0; count < 2; count++) {
      const { position, data } = server.post();
      const { number } = data;
      sync.frame({ type: 'message-withheld', stream: CONVERSATION, position, at: '', data: { number } });
    }
    sync.frame(server.post());
    assert.deepEqual([shown(), conversations.get(CONVERSATION)?.unread, reads()], [[1, 4], 1, 0]);

    const hidden = server.post();
    server.api.listMessages = async () => ({
      items: server.messages.filter(({ number }) => ![2, 3, hidden.data.number].includes(number)),
      older: false,
      newer: false,
      head: server.messages.length,
    });
    conversations.put({ ...server.snapshot, lastMessage: server.messages[3], unread: 0 });
    sync.frame(server.post());
    await settled();
    assert.deepEqual(shown(), [1, 4, 6]);
  });

  it('resumes from what it has', async () => {
    for (let count = 0; count < 3; count++) server.post();
    await open();
    assert.deepEqual(sync.resume(), {
      since: '2026-01-02T03:04:05.678Z',
      open: [
        { stream: CONVERSATION, after: 3 },
        { stream: ME, after: 0 },
      ],
    });
  });

  it('has everything in an open conversation after a reconnect that replayed nothing', async () => {
    server.post();
    await open();
    for (let count = 0; count < 40; count++) server.post();
    sync.frame(server.ready({ conversations: [server.snapshot] }));
    await time.pass(500);
    assert.deepEqual([shown(), conversations.get(CONVERSATION)?.head], [upTo(41), 41]);
  });

  it('reads what a lag frame names', async () => {
    server.post();
    await open();
    for (let count = 0; count < 3; count++) server.post();
    sync.frame({ type: 'lag', streams: [{ stream: CONVERSATION, head: 4 }] });
    await time.pass(500);
    assert.deepEqual(shown(), upTo(4));
  });

  it('brings an open history up to a snapshot that was read over HTTP', async () => {
    server.post();
    await open();
    for (let count = 0; count < 3; count++) server.post();
    sync.frame(server.ready({ more: true }));
    await time.pass(500);
    assert.deepEqual([shown(), conversations.get(CONVERSATION)?.head], [upTo(4), 4]);
  });

  it('reads a closed conversation anew when it is opened again far behind', async () => {
    server.post();
    await open();
    sync.show([]);
    for (let count = 0; count < 60; count++) server.post();
    sync.frame(server.ready({ conversations: [server.snapshot] }));
    await histories.of(CONVERSATION).open();
    assert.deepEqual([shown(), histories.of(CONVERSATION).older], [upTo(61, 47), true]);
  });

  it('finds a conversation that it did not know', async () => {
    sync.frame(server.ready());
    const event = server.post();
    sync.frame(event);
    await settled();
    assert.equal(conversations.get(CONVERSATION)?.messageCount, 1);
  });

  it('shows my message once, whichever of answer and event comes first', async () => {
    await open();
    outbox.add(CONVERSATION, 'mine');
    await settled();
    sync.frame(posted(server.messages[0]));
    assert.deepEqual([shown(), outbox.entries, conversations.get(CONVERSATION)?.unread], [[1], [], 0]);
  });

  it('ends with every message once, in order, under losses, doubles and reconnects', async () => {
    await open();
    for (let round = 0; round < 300; round++) {
      const event = server.post(Math.random() < 0.3 ? ME : JUMA);
      if (Math.random() < 0.7) sync.frame(event);
      if (Math.random() < 0.2) sync.frame(event);
      if (Math.random() < 0.05) {
        sync.frame(
          server.ready({ conversations: Math.random() < 0.5 ? [server.snapshot] : [], more: Math.random() < 0.5 }),
        );
      }
      if (Math.random() < 0.3) await time.pass(100);
    }
    sync.frame(server.ready({ conversations: [server.snapshot] }));
    await time.pass(3000);
    const numbers = shown();
    assert.deepEqual(numbers, upTo(300, numbers[0]));
    assert.deepEqual(
      [conversations.get(CONVERSATION)?.head, conversations.get(CONVERSATION)?.messageCount],
      [300, 300],
    );
  });
});
