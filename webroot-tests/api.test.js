import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { Api } from '../webroot/lib/api.js';
import { createSend } from '../webroot/lib/http.js';
import { Problem } from '../webroot/lib/problem.js';
import { Tokens } from '../webroot/lib/tokens.js';
import { JUMA, ME, settled, useFakeTime } from './helpers.js';

/** @param {number} status @param {unknown} body @param {Record<string, string>} [headers] */
const response = (status, body, headers = {}) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });
/** @param {string} kind @param {number} status */
const problem = (kind, status) =>
  response(status, { type: `/problems/${kind}`, title: kind, status }, { 'content-type': 'application/problem+json' });

describe('the api', () => {
  /** @type {string[]} */ let asked;
  /** @type {Response[]} */ let refreshes;
  /** Tokens that the server turns down. @type {Set<string>} */ let expired;
  /** Bodies of refreshes. @type {string[]} */ let bodies;
  let ended = 0;
  let other = 0;
  let held = 0;
  let most = 0;

  beforeEach(() => {
    [asked, bodies, refreshes, expired, ended, other, held, most] = [[], [], [], new Set(), 0, 0, 0, 0];
  });

  /** @param {string} token */
  const session = (token) => ({ accessToken: token, expiresInSeconds: 600, account: /** @type {any} */ ({ id: ME }) });
  const locks = {
    /** One at a time, as across tabs, and not at once. @param {string} _name @param {() => Promise<any>} work */
    async request(_name, work) {
      await settled();
      most = Math.max(most, ++held);
      try {
        return await work();
      } finally {
        held--;
      }
    },
  };
  function build() {
    const send = createSend({
      fetch: /** @type {any} */ (
        async (/** @type {string} */ path, /** @type {any} */ { method, headers, body }) => {
          const token = headers.authorization?.slice('Bearer '.length);
          asked.push(`${method} ${path}${token ? ` ${token}` : ''}`);
          if (path.endsWith('/sessions/refresh')) bodies.push(body);
          if (path.endsWith('/sessions/refresh')) return refreshes.shift() ?? problem('session-ended', 401);
          return expired.has(token) ? problem('token-expired', 401) : response(200, { items: [], next: null });
        }
      ),
    });
    const tokens = new Tokens({ send, locks, onEnd: () => ended++, onOther: () => other++ });
    const as = (/** @type {import('../webroot/lib/tokens.js').TokenSource} */ source) =>
      new Api({ send, tokens: source });
    return { api: as(tokens), tokens, as };
  }

  it('replaces an expired token once and asks again', async () => {
    const { api, tokens } = build();
    tokens.adopt(session('old'));
    expired.add('old');
    refreshes.push(response(200, session('new')));
    await api.listConversations({ limit: 30 });
    assert.deepEqual(asked, [
      'GET /api/v1/conversations?limit=30 old',
      'POST /api/v1/sessions/refresh',
      'GET /api/v1/conversations?limit=30 new',
    ]);
  });

  it('refreshes once for many that ask at the same time', async () => {
    const { api, tokens } = build();
    tokens.adopt(session('old'));
    expired.add('old');
    refreshes.push(response(200, session('new')));
    await Promise.all([1, 2, 3, 4].map(() => api.listConversations({})));
    assert.equal(asked.filter((line) => line.includes('refresh')).length, 1);
    assert.equal(most, 1);
  });

  it('does not ask a third time', async () => {
    const { api, tokens } = build();
    tokens.adopt(session('old'));
    expired.add('old').add('new');
    refreshes.push(response(200, session('new')));
    await assert.rejects(api.listConversations({}), { kind: 'token-expired' });
    assert.equal(asked.length, 3);
  });

  it('ends the session when the refresh token is refused', async () => {
    const { api, tokens } = build();
    tokens.adopt(session('old'));
    expired.add('old');
    await assert.rejects(api.listConversations({}), { status: 401 });
    assert.deepEqual([ended, tokens.expiresAt], [1, 0]);
  });

  it('keeps the session when the server is broken', async () => {
    const { api, tokens } = build();
    tokens.adopt(session('old'));
    expired.add('old');
    refreshes.push(problem('internal', 500));
    await assert.rejects(api.listConversations({}), { status: 500 });
    assert.equal(ended, 0);
  });

  it('ends nothing on the word of a proxy', async () => {
    const { api, tokens } = build();
    tokens.adopt(session('old'));
    for (const status of [400, 401, 403, 404, 405, 413, 431]) {
      expired = new Set(['old']);
      refreshes.push(new Response('<h1>No</h1>', { status, headers: { 'content-type': 'text/html' } }));
      await assert.rejects(api.listConversations({}), { status, ours: false });
    }
    assert.equal(ended, 0);
    refreshes.push(response(200, session('new')));
    await api.listConversations({});
  });

  it('takes no answer for a session that is none', async () => {
    const { tokens } = build();
    for (const answer of [
      response(200, null),
      response(200, {}),
      new Response('', { status: 200 }),
      response(200, 'ok'),
    ]) {
      refreshes.push(answer);
      await assert.rejects(tokens.refresh(), { kind: 'unreachable' });
    }
    assert.deepEqual([ended, tokens.expiresAt], [0, 0]);
  });

  it('says whose session it means', async () => {
    const { tokens } = build();
    refreshes.push(response(200, session('first')), response(200, session('second')));
    await tokens.refresh();
    await tokens.refresh();
    assert.deepEqual(bodies, ['{}', `{"accountId":"${ME}"}`]);
  });

  for (const [where, answer] of /** @type {const} */ ([
    ['the server refuses', () => problem('another-account', 409)],
    ['the server gives', () => response(200, { ...session('theirs'), account: { id: JUMA } })],
  ])) {
    it(`never uses a token of another account, which ${where}`, async () => {
      const { tokens, as } = build();
      tokens.adopt(session('old'));
      const mine = as(tokens.ofAccount());
      expired.add('old');
      refreshes.push(answer());
      await assert.rejects(mine.postMessage('c', { clientId: 'x', text: 'mine' }), { kind: 'left' });
      assert.equal(asked.filter((line) => line.includes('/messages')).length, 1);
      assert.deepEqual([other, ended, tokens.expiresAt], [1, 0, 0]);
    });
  }

  it('does nothing any more in the name of an account that another one follows', async () => {
    const { tokens, as } = build();
    tokens.adopt(session('old'));
    const before = as(tokens.ofAccount());
    tokens.adopt({ ...session('theirs'), account: /** @type {any} */ ({ id: JUMA }) });
    await assert.rejects(before.postMessage('c', { clientId: 'x', text: 'mine' }), { kind: 'left' });
    assert.deepEqual(asked, []);
  });

  it('parts with a last call, with a new token where the old one has expired', async () => {
    const { tokens } = build();
    tokens.adopt(session('old'));
    refreshes.push(response(200, session('new')));
    /** @type {string[]} */ const used = [];
    await tokens.part(async (token) => {
      used.push(token);
      if (token === 'old') throw new Problem({ type: '/problems/token-expired', title: '', status: 401 });
    });
    assert.deepEqual([used, tokens.expiresAt, bodies], [['old', 'new'], 0, [`{"accountId":"${ME}"}`]]);
  });

  it('leaves behind a refresh that answers after signing out', async () => {
    const { tokens } = build();
    tokens.adopt(session('old'));
    refreshes.push(response(200, session('new')));
    const refreshing = tokens.refresh();
    tokens.clear();
    await assert.rejects(refreshing, { kind: 'left' });
    assert.equal(tokens.expiresAt, 0);
  });
});

describe('a problem', () => {
  it('comes whole from a problem document', async () => {
    const errors = [{ field: 'password', rule: 'minLength', message: 'must have at least 8 characters' }];
    const read = await Problem.from(
      response(
        400,
        { type: '/problems/invalid-request', title: 'Not valid', status: 400, errors },
        { 'content-type': 'application/problem+json' },
      ),
    );
    assert.deepEqual([read.kind, read.status, read.errors, read.transient], ['invalid-request', 400, errors, false]);
  });

  it('is made of the status where a proxy answers', async () => {
    const read = await Problem.from(new Response('<h1>Busy</h1>', { status: 503, headers: { 'retry-after': '7' } }));
    assert.deepEqual([read.status, read.retryAfterMillis, read.transient], [503, 7000, true]);
  });

  for (const [what, body, type] of /** @type {const} */ ([
    ['a page', '<h1>Sign in to the guest network</h1>', 'text/html'],
    ['nothing', '', ''],
    ['JSON of a gateway', '{"type":"/problems/session-ended","message":"no"}', 'application/json'],
    [
      'a problem of somebody else',
      '{"type":"https://gateway.example/denied","title":"Denied"}',
      'application/problem+json',
    ],
    ['broken JSON', '{"type":"/problems/session-en', 'application/problem+json'],
    ['JSON that is no document', 'null', 'application/problem+json'],
  ])) {
    it(`is none of the server's where it is ${what}`, async () => {
      for (const status of [400, 401, 403, 404, 405, 413, 431, 502]) {
        const read = await Problem.from(new Response(body, { status, headers: { 'content-type': type } }));
        assert.deepEqual([read.ours, read.status, read.transient], [false, status, true]);
      }
    });
  }

  it('is unreachable when there is no answer', async () => {
    const send = createSend({ fetch: () => Promise.reject(new TypeError('Failed to fetch')) });
    await assert.rejects(send('GET', '/me'), { kind: 'unreachable', status: 0, transient: true });
  });

  it('is unreachable when something answers what the server never does', async () => {
    const answers = ['<h1>Welcome</h1>', '{"items":[', '', '"ok"', 'null', '7'].map((body) => new Response(body));
    for (const answer of [...answers, new Response(null, { status: 204 })]) {
      const send = createSend({ fetch: async () => answer });
      await assert.rejects(send('GET', '/me'), { kind: 'unreachable', transient: true });
    }
  });

  it('is unreachable when an answer begins and never ends', async () => {
    const time = useFakeTime();
    try {
      const fetch = async (/** @type {string} */ _path, /** @type {any} */ { signal }) =>
        new Response(
          new ReadableStream({ start: (body) => signal.addEventListener('abort', () => body.error(signal.reason)) }),
        );
      const send = createSend({ fetch: /** @type {any} */ (fetch) });
      await Promise.all([
        assert.rejects(send('GET', '/me'), { kind: 'unreachable', transient: true }),
        time.pass(21_000),
      ]);
    } finally {
      time.end();
    }
  });
});
