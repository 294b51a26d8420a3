import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { Problem } from '../webroot/lib/problem.js';
import { Kept } from '../webroot/lib/storage.js';
import { Tokens } from '../webroot/lib/tokens.js';
import { Session } from '../webroot/models/session.js';
import { JUMA, ME, memoryStorage, settled } from './helpers.js';

/** @param {string} kind @param {number} status */
const problem = (kind, status) => new Problem({ type: `/problems/${kind}`, title: kind, status });

describe('a session', () => {
  /** @type {Map<string, string>} what the tabs share */ let items;
  /** @type {(() => any)[]} */ let answers;
  /** @type {string[]} */ let asked;

  beforeEach(() => {
    [items, answers, asked] = [new Map(), [], []];
  });

  /** @param {string} id */
  const given = (id) => ({ accessToken: `of ${id}`, expiresInSeconds: 600, account: { id } });
  const known = () => items.get('gumzo.account') ?? 'none';

  /** Another tab of the browser. */
  function tab() {
    const send = async (/** @type {string} */ method, /** @type {string} */ path, /** @type {any} */ options) => {
      asked.push(`${method} ${path} ${options?.token ?? ''}`.trim());
      const answer = (answers.shift() ?? assert.fail(`nothing answers ${path}`))();
      if (answer instanceof Problem) throw answer;
      return answer;
    };
    const api = /** @type {any} */ ({
      signIn: () => send('POST', '/sessions', {}),
      signOut: (/** @type {string} */ token) => send('DELETE', '/sessions/current', { token }),
    });
    return new Session({ api, tokens: new Tokens({ send }), kept: new Kept(memoryStorage(items), 'gumzo.') });
  }

  /** @param {string} id */
  async function signedIn(id) {
    const session = tab();
    answers.push(() => given(id));
    await session.signIn('somebody', 'secret');
    return session;
  }

  for (const status of [400, 401, 403, 404, 405, 413, 431, 502]) {
    it(`is out of reach, and not over, when a proxy answers ${status}`, async () => {
      items.set('gumzo.account', `"${ME}"`);
      const session = tab();
      answers.push(() => new Problem({ type: `client/status-${status}`, title: 'No', status }));
      await session.start();
      assert.deepEqual([session.state, session.problem?.status, known()], ['unreachable', status, `"${ME}"`]);
      answers.push(() => given(ME));
      await session.start();
      assert.deepEqual([session.state, session.problem], ['signed-in', undefined]);
    });
  }

  it('is out of reach when the server answers what is no session', async () => {
    items.set('gumzo.account', `"${ME}"`);
    const session = tab();
    for (const answer of [null, undefined, {}, 'ok', { accessToken: 'x' }]) {
      answers.push(() => answer);
      await session.start();
      assert.equal(session.state, 'unreachable');
    }
  });

  it('that another tab took over shows neither account until somebody goes on', async () => {
    const one = await signedIn(ME);
    const other = await signedIn(JUMA);
    one.heard('gumzo.account');
    assert.deepEqual([one.state, one.account, other.state, known()], ['changed', undefined, 'signed-in', `"${JUMA}"`]);
    answers.push(() => given(JUMA));
    await one.start();
    assert.deepEqual([one.state, one.account?.id], ['signed-in', JUMA]);
  });

  it('finds out when it wakes up, and without storage from the server', async () => {
    const one = await signedIn(ME);
    await signedIn(JUMA);
    one.look();
    assert.equal(one.state, 'changed');
    const deaf = await signedIn(ME);
    answers.push(() => problem('another-account', 409));
    await assert.rejects(deaf.tokens.refresh());
    assert.deepEqual([deaf.state, deaf.account], ['changed', undefined]);
  });

  it('of another account goes on when this one ends', async () => {
    for (const end of [
      (/** @type {Session} */ session) => session.end('expired'),
      (/** @type {Session} */ session) => session.end(),
      async (/** @type {Session} */ session) => {
        answers.push(() => undefined);
        await session.signOut();
      },
    ]) {
      const one = await signedIn(ME);
      const other = await signedIn(JUMA);
      await end(one);
      assert.deepEqual([one.state, other.state, known()], ['changed', 'signed-in', `"${JUMA}"`]);
    }
  });

  it('asks the server when another tab signed out', async () => {
    const [one, two] = [await signedIn(ME), await signedIn(ME)];
    answers.push(() => undefined);
    await one.signOut();
    assert.deepEqual([one.state, known()], ['signed-out', 'none']);
    answers.push(() => problem('session-ended', 401));
    two.heard('gumzo.account');
    await settled();
    assert.deepEqual([two.state, two.notice], ['signed-out', 'expired']);
    assert.deepEqual(asked.slice(-2), [`DELETE /sessions/current of ${ME}`, 'POST /sessions/refresh']);
  });

  it('goes on where only the storage was cleared', async () => {
    const one = await signedIn(ME);
    items.clear();
    answers.push(() => given(ME));
    one.heard(null);
    await settled();
    assert.deepEqual([one.state, known()], ['signed-in', `"${ME}"`]);
  });

  it('that had ended at the server already is signed out without a word', async () => {
    const one = await signedIn(ME);
    answers.push(() => problem('session-ended', 401));
    await one.signOut();
    assert.equal(one.state, 'signed-out');
  });
});
