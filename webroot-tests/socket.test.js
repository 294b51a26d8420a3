import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { Problem } from '../webroot/lib/problem.js';
import { Socket } from '../webroot/lib/socket/socket.js';
import { settled, useFakeTime } from './helpers.js';

/** The far end of one connection: what it received, and the means to answer. */
class Peer {
  /** @type {any[]} */ received = [];
  /** @type {any} */ onopen = null;
  /** @type {any} */ onmessage = null;
  /** @type {any} */ onclose = null;
  closed = false;

  /** @param {string} text */
  send(text) {
    this.received.push(JSON.parse(text));
  }

  close() {
    this.closed = true;
  }

  /** @param {object} frame */
  says(frame) {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }

  accepts() {
    this.onopen?.();
    this.says({
      type: 'ready',
      session: 's',
      accountId: 'me',
      at: 'now',
      personal: { stream: 'me', head: 0 },
      conversations: [],
      more: false,
    });
  }

  /** Takes the token for somebody else's. */
  mistakes() {
    this.onopen?.();
    this.says({
      type: 'ready',
      accountId: 'somebody',
      at: 'now',
      personal: { stream: 'somebody', head: 0 },
      conversations: [],
    });
  }

  /** @param {number} code */
  drops(code) {
    this.onclose?.({ code });
  }
}

describe('a socket', () => {
  /** @type {ReturnType<typeof useFakeTime>} */ let time;
  /** @type {Peer[]} */ let peers;
  /** @type {any[]} */ let frames;
  /** @type {number[]} */ let refusals;
  /** @type {Socket} */ let socket;
  let refreshes = 0;
  let token = 'first';

  beforeEach(async () => {
    time = useFakeTime();
    [peers, frames, refusals, refreshes, token] = [[], [], [], 0, 'first'];
    const tokens = {
      expiresAt: Date.now() + 600_000,
      valid: async () => token,
      async refresh() {
        refreshes++;
        tokens.expiresAt = Date.now() + 600_000;
        token = `token ${refreshes}`;
        return token;
      },
    };
    socket = new Socket({
      account: 'me',
      connect: () => /** @type {any} */ (peers[peers.push(new Peer()) - 1]),
      tokens,
      resume: () => ({ since: 'then', open: [{ stream: 'c', after: 7 }] }),
      onFrame: (frame) => frames.push(frame),
      onRefused: (code) => refusals.push(code),
    });
    socket.start();
    await settled();
  });
  afterEach(() => {
    socket.stop();
    time.end();
  });

  it('is refused where the server takes it for another account', async () => {
    peers[0].mistakes();
    assert.deepEqual([frames, refusals, peers[0].closed, socket.online], [[], [4503], true, false]);
    await assert.rejects(socket.request('post-message', { text: 'mine' }), { kind: 'unreachable' });
    assert.deepEqual(
      peers[0].received.map(({ type }) => type),
      ['authenticate'],
    );
  });

  it('greets with the token and what it has', () => {
    peers[0].accepts();
    assert.deepEqual(peers[0].received, [
      { type: 'authenticate', token: 'first', since: 'then', open: [{ stream: 'c', after: 7 }] },
    ]);
    assert.equal(socket.status.state, 'online');
  });

  it('pairs answers with commands', async () => {
    peers[0].accepts();
    const posted = socket.request('post-message', { text: 'one' });
    const refused = socket.request('post-message', { text: 'two' });
    const [one, two] = peers[0].received.slice(1);
    peers[0].says({
      type: 'problem',
      ref: two.ref,
      problem: { type: '/problems/throttled', title: 'Too often', status: 429, retryAfterMillis: 900 },
    });
    peers[0].says({ type: 'ok', ref: one.ref, data: { id: 'm' } });
    assert.deepEqual(await posted, { id: 'm' });
    await assert.rejects(refused, { kind: 'throttled', retryAfterMillis: 900 });
  });

  it('fails what was unanswered when the connection ends, and comes back', async () => {
    peers[0].accepts();
    const asked = socket.request('ping');
    peers[0].drops(1006);
    await assert.rejects(asked, (failure) => failure instanceof Problem && failure.status === 0);
    assert.equal(socket.status.state, 'waiting');
    await time.pass(1100);
    peers[1].accepts();
    assert.equal(socket.status.state, 'online');
  });

  it('waits longer with each failure', async () => {
    /** @type {number[]} */
    const gaps = [];
    for (let tries = 0; tries < 7; tries++) {
      peers[tries].drops(1006);
      gaps.push((socket.status.retryAt ?? 0) - Date.now());
      await time.pass(gaps[tries] + 50);
    }
    gaps.forEach((gap, index) => assert.ok(gap >= 500 && gap <= Math.min(30_000, 500 * 2 ** (index + 1)), `${gaps}`));
  });

  it('stays away when it is told to', async () => {
    peers[0].accepts();
    peers[0].drops(4504);
    await time.pass(60_000);
    assert.deepEqual([peers.length, refusals, socket.status], [1, [4504], { state: 'refused', code: 4504 }]);
  });

  it('comes back with a new token when the old one expired', async () => {
    peers[0].accepts();
    peers[0].drops(4001);
    await settled();
    peers[1].accepts();
    assert.deepEqual([refreshes, peers[1].received[0].token], [1, 'token 1']);
  });

  it('renews its token ahead of time, on the same connection', async () => {
    peers[0].accepts();
    for (let seconds = 0; seconds < 560; seconds += 10) {
      await time.pass(10_000);
      for (const { type, ref } of peers[0].received) if (type === 'ping') peers[0].says({ type: 'ok', ref });
    }
    assert.deepEqual(
      peers[0].received.filter(({ type }) => type === 'authenticate').map((frame) => frame.token),
      ['first', 'token 1'],
    );
    assert.equal(peers.length, 1);
  });

  it('notices a peer that went silent', async () => {
    peers[0].accepts();
    await time.pass(20_100);
    assert.equal(peers[0].received.at(-1).type, 'ping');
    await time.pass(10_100);
    assert.deepEqual([peers[0].closed, socket.status.state !== 'online'], [true, true]);
  });

  it('asks at once whether the peer is there when the machine wakes up', async () => {
    peers[0].accepts();
    socket.nudge();
    assert.equal(peers[0].received.at(-1).type, 'ping');
    await time.pass(4_100);
    assert.equal(peers[0].closed, true);
  });

  it('moves over before a draining node goes, and lets it answer what it was asked', async () => {
    peers[0].accepts();
    const asked = socket.request('post-message', { text: 'one' });
    peers[0].says({ type: 'drain', afterMillis: 300 });
    await time.pass(400);
    assert.deepEqual([peers.length, peers[0].closed, socket.status.state], [2, false, 'online']);
    peers[1].accepts();
    peers[0].says({ type: 'ok', ref: peers[0].received.at(-1).ref, data: 'done' });
    assert.equal(await asked, 'done');
    await time.pass(5_100);
    assert.deepEqual([peers[0].closed, peers[1].closed, socket.status.state], [true, false, 'online']);
  });

  it('tries another node when it is led to the draining one again', async () => {
    peers[0].accepts();
    peers[0].says({ type: 'drain', afterMillis: 0 });
    await time.pass(100);
    peers[1].drops(1006);
    await time.pass(1100);
    peers[2].accepts();
    await time.pass(100);
    assert.deepEqual([peers.length, peers[0].closed, socket.status.state], [3, true, 'online']);
  });

  it('has one connection when the draining node goes first', async () => {
    peers[0].accepts();
    peers[0].says({ type: 'drain', afterMillis: 0 });
    await time.pass(100);
    peers[0].drops(4000);
    peers[1].accepts();
    await time.pass(9_000);
    assert.deepEqual([peers.length, socket.status.state], [2, 'online']);
  });

  it('is over when it is stopped', async () => {
    peers[0].accepts();
    peers[0].says({ type: 'drain', afterMillis: 100 });
    socket.stop();
    await time.pass(60_000);
    assert.deepEqual([peers.length, peers[0].closed, socket.status.state], [1, true, 'stopped']);
  });
});
