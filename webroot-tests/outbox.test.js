import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { Problem } from '../webroot/lib/problem.js';
import { Kept } from '../webroot/lib/storage.js';
import { Outbox } from '../webroot/models/outbox.js';
import { CONVERSATION, Later, memoryStorage, message, settled, useFakeTime } from './helpers.js';

/**
 * @typedef {import('../webroot/models/outbox.js').Entry} Entry
 * @typedef {import('../webroot/lib/api.js').Message} Message
 */

const throttled = (/** @type {number} */ wait) =>
  new Problem({ type: '/problems/throttled', title: 'Too often', status: 429, retryAfterMillis: wait });
const refused = new Problem({ type: '/problems/not-a-member', title: 'Not a member', status: 403 });
const broken = new Problem({ type: '/problems/internal', title: 'Broken', status: 500 });

describe('the outbox', () => {
  /** @type {ReturnType<typeof useFakeTime>} */ let time;
  /** @type {Map<string, string>} */ let items;
  /** @type {(Later<Message> & {entry: Entry})[]} */ let posts;
  /** @type {Message[]} */ let sent;

  beforeEach(() => {
    time = useFakeTime();
    [items, posts, sent] = [new Map(), [], []];
  });
  afterEach(() => time.end());

  const outbox = () =>
    new Outbox({
      post: (entry) => {
        const later = Object.assign(/** @type {Later<Message>} */ (new Later()), { entry });
        posts.push(later);
        return later.promise;
      },
      onSent: (stored) => sent.push(stored),
      kept: new Kept(memoryStorage(items), 'outbox.'),
    });
  const states = (/** @type {Outbox} */ box) => box.entries.map(({ state }) => state);

  it('sends at once and shows it', async () => {
    const box = outbox();
    box.add(CONVERSATION, 'hello');
    assert.deepEqual(states(box), ['sending']);
    posts[0].resolve(message(1, { clientId: posts[0].entry.clientId }));
    await settled();
    assert.deepEqual([states(box), sent.length], [['sent'], 1]);
    box.settle(CONVERSATION, 1);
    assert.deepEqual([box.entries, items.size], [[], 0]);
  });

  it('takes no other answer for the server having the text', async () => {
    const box = outbox();
    box.add(CONVERSATION, 'hello');
    for (const answer of [undefined, null, {}, message(1, { clientId: 'another' })]) {
      const { entry, resolve } = /** @type {any} */ (posts.at(-1));
      resolve(answer);
      await settled();
      assert.deepEqual([states(box), sent, items.size], [['waiting'], [], 1]);
      await time.pass(31_000);
      assert.equal(posts.at(-1)?.entry.clientId, entry.clientId);
    }
  });

  it('keeps what is written while its account leaves', async () => {
    const left = new Problem({ type: 'client/left', title: 'Left', status: -1 });
    const box = outbox();
    box.add(CONVERSATION, 'hello');
    posts[0].reject(left);
    await settled();
    assert.deepEqual(states(box), ['waiting']);
    box.close();
    box.add(CONVERSATION, 'and more');
    await time.pass(60_000);
    assert.equal(posts.length, 1);
    assert.deepEqual(
      outbox().entries.map(({ text, state }) => [text, state]),
      [
        ['hello', 'waiting'],
        ['and more', 'waiting'],
      ],
    );
  });

  it('keeps the order of a conversation, one after another', async () => {
    const box = outbox();
    for (const text of ['one', 'two', 'three']) box.add(CONVERSATION, text);
    box.add('another', 'beside');
    assert.deepEqual(
      posts.map(({ entry }) => entry.text),
      ['one', 'beside'],
    );
    posts[0].resolve(message(1, { clientId: posts[0].entry.clientId }));
    await settled();
    assert.deepEqual(
      posts.map(({ entry }) => entry.text),
      ['one', 'beside', 'two'],
    );
  });

  it('retries with the same client id when nothing was answered', async () => {
    const box = outbox();
    box.add(CONVERSATION, 'hello');
    posts[0].reject(Problem.unreachable());
    await settled();
    assert.deepEqual(states(box), ['waiting']);
    box.resume();
    assert.equal(posts.length, 2);
    assert.equal(posts[1].entry.clientId, posts[0].entry.clientId);
  });

  it('waits as long as the throttle says, for every conversation, and goes on by itself', async () => {
    const box = outbox();
    box.add(CONVERSATION, 'hello');
    posts[0].reject(throttled(3000));
    await settled();
    box.add('another', 'also');
    assert.equal(box.entries[0].retryAt, Date.now() + 3000);
    box.resume();
    await time.pass(2900);
    assert.equal(posts.length, 1);
    await time.pass(200);
    assert.deepEqual(
      posts.slice(1).map(({ entry }) => entry.text),
      ['hello', 'also'],
    );
  });

  it('asks the writer when the server refuses, and lets later texts pass', async () => {
    const box = outbox();
    box.add(CONVERSATION, 'refused');
    box.add(CONVERSATION, 'next');
    posts[0].reject(refused);
    await settled();
    assert.deepEqual(states(box), ['failed', 'sending']);
    box.retry(posts[0].entry.clientId);
    posts[1].resolve(message(1, { clientId: posts[1].entry.clientId }));
    await settled();
    assert.equal(posts[2].entry.clientId, posts[0].entry.clientId);
    assert.equal(box.discard(posts[2].entry.clientId), 'refused');
  });

  it('gives up on a broken server after a while, and keeps the text', async () => {
    const box = outbox();
    box.add(CONVERSATION, 'hello');
    for (let tries = 0; tries < 20; tries++) {
      posts.at(-1)?.reject(broken);
      await time.pass(31_000);
    }
    assert.deepEqual([states(box), posts.length, items.size], [['failed'], 8, 1]);
  });

  it('survives a reload of the page, in order, with the same client ids', () => {
    const first = outbox();
    for (const text of ['one', 'two', 'three']) first.add(CONVERSATION, text);
    first.close();
    const second = outbox();
    assert.deepEqual(
      second.entries.map(({ text }) => text),
      ['one', 'two', 'three'],
    );
    second.flush();
    assert.equal(posts[1].entry.clientId, posts[0].entry.clientId);
  });

  it('is done with a text that the stream brings before the answer', async () => {
    const box = outbox();
    box.add(CONVERSATION, 'hello');
    const stored = message(1, { clientId: posts[0].entry.clientId });
    box.arrived(stored);
    posts[0].resolve(stored);
    await settled();
    assert.deepEqual([box.entries, items.size], [[], 0]);
  });

  it('takes a bounded number', () => {
    const box = outbox();
    const taken = Array.from({ length: 250 }, () => box.add(CONVERSATION, 'x')).filter(Boolean).length;
    assert.equal(taken, 200);
  });

  it('keeps nothing of what fails after it was closed', async () => {
    const box = outbox();
    box.add(CONVERSATION, 'hello');
    box.close();
    items.clear();
    posts[0].reject(refused);
    await settled();
    assert.equal(items.size, 0);
  });
});
