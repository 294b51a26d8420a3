import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { Stream } from '../webroot/models/stream.js';
import { message, posted, useFakeTime } from './helpers.js';

/** @typedef {import('../webroot/lib/api.js').StreamEvent} StreamEvent */

describe('a stream', () => {
  /** @type {ReturnType<typeof useFakeTime>} */ let time;
  /** @type {StreamEvent[]} */ let server;
  /** @type {number[]} */ let applied;
  /** @type {number[]} */ let reads;
  let restarts = 0;
  let failing = 0;

  beforeEach(() => {
    time = useFakeTime();
    server = Array.from({ length: 2000 }, (_, index) => posted(message(index + 1)));
    [applied, reads, restarts, failing] = [[], [], 0, 0];
  });
  afterEach(() => time.end());

  /** @param {number} have */
  const streamAt = (have, head = 2000) =>
    new Stream({
      have,
      apply: (event) => applied.push(event.position),
      read: async (after, limit) => {
        reads.push(after);
        if (failing-- > 0) throw new Error('out of reach');
        return { items: server.slice(after, Math.min(after + limit, head)), head };
      },
      restart: async () => {
        restarts++;
        return head;
      },
    });

  it('applies the next event and drops what it has', () => {
    const stream = streamAt(3);
    for (const position of [4, 4, 2, 5]) stream.offer(server[position - 1]);
    assert.deepEqual(applied, [4, 5]);
  });

  it('waits a moment for an event that was overtaken, and reads nothing when it comes', async () => {
    const stream = streamAt(3);
    stream.offer(server[4]);
    stream.offer(server[3]);
    await time.pass(1000);
    assert.deepEqual([applied, reads], [[4, 5], []]);
  });

  it('reads a hole once, from what it has', async () => {
    const stream = streamAt(3, 9);
    for (const position of [7, 8, 9]) stream.offer(server[position - 1]);
    await time.pass(1000);
    assert.deepEqual([applied, reads], [[4, 5, 6, 7, 8, 9], [3]]);
  });

  it('reads what is expected and does not come', async () => {
    const stream = streamAt(3, 5);
    stream.expect(5);
    await time.pass(200);
    assert.deepEqual(applied, [4, 5]);
  });

  it('tries a failed read again', async () => {
    failing = 2;
    streamAt(3, 5).expect(5);
    await time.pass(60_000);
    assert.deepEqual(
      [applied, reads],
      [
        [4, 5],
        [3, 3, 3],
      ],
    );
  });

  it('holds a bounded number of events and still has every one in the end', async () => {
    const stream = streamAt(0, 700);
    for (let position = 2; position <= 700; position++) stream.offer(server[position - 1]);
    await time.pass(1000);
    assert.deepEqual(
      applied,
      Array.from({ length: 700 }, (_, index) => index + 1),
    );
  });

  it('takes a fresh snapshot where it is far behind', async () => {
    const stream = streamAt(3);
    stream.expect(2000);
    await time.pass(1000);
    assert.deepEqual([applied, restarts, stream.have], [[], 1, 2000]);
  });

  it('goes on from a snapshot that came another way', () => {
    const stream = streamAt(3);
    stream.offer(server[6]);
    stream.moveTo(6);
    assert.deepEqual([applied, stream.have], [[7], 7]);
  });

  it('is silent once closed', async () => {
    const stream = streamAt(3);
    stream.offer(server[6]);
    stream.close();
    await time.pass(1000);
    assert.deepEqual([applied, reads], [[], []]);
  });

  it('ends with the exact stream whatever order, doubles and losses there were', async () => {
    for (let round = 0; round < 50; round++) {
      applied = [];
      const head = 1 + Math.floor(Math.random() * 60);
      const stream = streamAt(0, head);
      const arrivals = Array.from({ length: head * 2 }, () => 1 + Math.floor(Math.random() * head));
      for (const position of arrivals) stream.offer(server[position - 1]);
      stream.expect(head);
      await time.pass(400);
      assert.deepEqual(
        applied,
        Array.from({ length: head }, (_, index) => index + 1),
        `arrivals ${arrivals}`,
      );
    }
  });
});
