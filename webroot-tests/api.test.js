import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { Api } from '../webroot/lib/api.js';
import { createSend } from '../webroot/lib/http.js';
import { Problem } from '../webroot/lib/problem.js';
import { Tokens } from '../webroot/lib/tokens.js';
import { ME, settled } from './helpers.js';

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
  let ended = 0;
  let held = 0;
  let most = 0;

  beforeEach(() => {
    [asked, refreshes, expired, ended, held, most] = [[], [], new Set(), 0, 0, 0];
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
        async (/** @type {string} */ path, /** @type {any} */ { method, headers }) => {
          const token = headers.authorization?.slice('Bearer '.length);
          asked.push(`${method} ${path}${token ? ` ${token}` : ''}`);
          if (path.endsWith('/sessions/refresh')) return refreshes.shift() ?? problem('token-invalid', 401);
          return expired.has(token) ? problem('token-expired', 401) : response(200, { items: [], next: null });
        }
      ),
    });
    const tokens = new Tokens({ send, locks, onEnd: () => ended++ });
    return { api: new Api({ send, tokens }), tokens };
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

  it('leaves behind a refresh that answers after signing out', async () => {
    const { tokens } = build();
    tokens.adopt(session('old'));
    refreshes.push(response(200, session('new')));
    const refreshing = tokens.refresh();
    tokens.clear();
    await refreshing;
    assert.equal(tokens.expiresAt, 0);
  });
});

describe('a problem', () => {
  it('comes whole from a problem document', async () => {
    const errors = [{ field: 'password', rule: 'minLength', message: 'must have at least 8 characters' }];
    const read = await Problem.from(
      response(400, { type: '/problems/invalid-request', title: 'Not valid', status: 400, errors }),
    );
    assert.deepEqual([read.kind, read.status, read.errors, read.transient], ['invalid-request', 400, errors, false]);
  });

  it('is made of the status where a proxy answers', async () => {
    const read = await Problem.from(new Response('<h1>Busy</h1>', { status: 503, headers: { 'retry-after': '7' } }));
    assert.deepEqual([read.status, read.retryAfterMillis, read.transient], [503, 7000, true]);
  });

  it('is unreachable when there is no answer', async () => {
    const send = createSend({ fetch: () => Promise.reject(new TypeError('Failed to fetch')) });
    await assert.rejects(send('GET', '/me'), { kind: 'unreachable', status: 0, transient: true });
  });
});
