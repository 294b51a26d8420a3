import { Problem } from './problem.js';

/**
 * @typedef {import('./http.js').Send} Send
 * @typedef {{id: string, username: string, displayName: string, picture: string, revision: number, createdAt: string}} Account
 * @typedef {Account & {about: string}} Profile
 * @typedef {Profile & {firstName: string, lastName: string, email: string, role: 'user' | 'admin', emailVerified: boolean,
 *   passwordTemporary: boolean}} Me
 * @typedef {{accessToken: string, expiresInSeconds: number, account: Me}} Session
 * @typedef {{request: (name: string, work: () => Promise<any>) => Promise<any>}} Locks
 * @typedef {{token: string, account: string, expiresAt: number}} Held
 * @typedef {{valid: () => Promise<string>, other: (refused: string) => Promise<string>, refresh: () => Promise<string>,
 *   readonly expiresAt: number}} TokenSource each fails with a Problem
 */

/** A token with less than this left is not used any more. */
const SLACK_MILLIS = 15_000;
/** The server's words for a session that cannot be continued. */
const ENDS = new Set(['session-ended', 'unauthenticated', 'account-suspended']);

/** @param {any} session */
const isSession = (session) =>
  typeof session?.accessToken === 'string' && session.expiresInSeconds > 0 && typeof session.account?.id === 'string';

/**
 * Keeps the access token of one account, in memory only. The refresh token lives in an HttpOnly cookie, which all tabs
 * share and which may belong to another account by now: the server is told which account is meant, and an answer for another
 * one is never used. A lock across the tabs lets one change of the cookie at a time through.
 */
export class Tokens {
  /** @type {Held | undefined} */ #held;
  /** @type {Promise<string> | undefined} */ #refreshing;
  /** Counts the changes of account: what was asked for in one tenure is nothing of the next. */ #tenure = 0;

  /**
   * @param {object} parts
   * @param {Send} parts.send
   * @param {Locks} [parts.locks] shared by the tabs
   * @param {() => number} [parts.now]
   * @param {(session: Session) => void} [parts.onSession]
   * @param {() => void} [parts.onEnd] the session can't be continued
   * @param {() => void} [parts.onOther] the browser is signed in with another account now
   */
  constructor({ send, locks, now = Date.now, onSession = () => {}, onEnd = () => {}, onOther = () => {} }) {
    this.send = send;
    this.locks = locks;
    this.now = now;
    this.onSession = onSession;
    this.onEnd = onEnd;
    this.onOther = onOther;
  }

  /** When the token in hand expires, in milliseconds since 1970; 0 when there is none. */
  get expiresAt() {
    return this.#held?.expiresAt ?? 0;
  }

  /** Fails as unreachable when it is no session. @param {Session} session */
  adopt(session) {
    if (!isSession(session)) throw Problem.unreachable(session);
    const { accessToken: token, expiresInSeconds, account } = session;
    if (account.id !== this.#held?.account) this.#leave();
    this.#held = { token, account: account.id, expiresAt: this.now() + expiresInSeconds * 1000 };
    this.onSession(session);
  }

  clear() {
    this.#leave();
  }

  /** The tokens of the account that is signed in now, and of no other that may come after it. @returns {TokenSource} */
  ofAccount() {
    const tenure = this.#tenure;
    const check = () => {
      if (tenure !== this.#tenure) throw Problem.left();
    };
    /** @param {() => Promise<string>} ask */
    const guarded = async (ask) => {
      check();
      try {
        return await ask();
      } finally {
        check();
      }
    };
    const expiresAt = () => (tenure === this.#tenure ? this.expiresAt : 0);
    return {
      valid: () => guarded(() => this.valid()),
      other: (refused) => guarded(() => this.other(refused)),
      refresh: () => guarded(() => this.refresh()),
      get expiresAt() {
        return expiresAt();
      },
    };
  }

  /** A token that is good for a while yet. Fails with a Problem; 401 when the session is over. */
  valid() {
    return this.#good === undefined ? this.refresh() : Promise.resolve(this.#good);
  }

  /** A token other than `refused`, which the server has just turned down.
   * @param {string} refused */
  other(refused) {
    return this.#held && this.#held.token !== refused ? this.valid() : this.refresh();
  }

  /** @returns {Promise<string>} */
  refresh() {
    if (this.#refreshing) return this.#refreshing;
    const tenure = this.#tenure;
    const refreshing = this.alone(() => this.#exchange(tenure)).finally(() => {
      if (this.#refreshing === refreshing) this.#refreshing = undefined;
    });
    this.#refreshing = refreshing;
    return refreshing;
  }

  /** Lets go of the account at once, and uses its token a last time. @template T @param {(token: string) => Promise<T>} work
   * @returns {Promise<T>} */
  part(work) {
    const token = this.#good;
    const account = this.#held?.account;
    this.#leave();
    return this.alone(async () => {
      try {
        if (token !== undefined) return await work(token);
      } catch (failure) {
        if (Problem.of(failure).kind !== 'token-expired') throw failure;
      }
      return work((await this.#ask(account)).accessToken);
    });
  }

  /** While no other tab changes the cookie. @template T @param {() => Promise<T>} work @returns {Promise<T>} */
  alone(work) {
    return this.locks ? this.locks.request('gumzo.refresh', work) : work();
  }

  get #good() {
    return this.#held && this.#held.expiresAt - this.now() > SLACK_MILLIS ? this.#held.token : undefined;
  }

  #leave() {
    this.#tenure++;
    this.#held = undefined;
    this.#refreshing = undefined;
  }

  /** @param {number} tenure when it was asked for: waiting for the other tabs takes a while */
  async #exchange(tenure) {
    if (tenure !== this.#tenure) throw Problem.left();
    try {
      const session = await this.#ask(this.#held?.account);
      // Signed out or in again meanwhile: this answer belongs to a session that is left behind.
      if (tenure !== this.#tenure) throw Problem.left();
      this.adopt(session);
      return session.accessToken;
    } catch (failure) {
      if (tenure === this.#tenure) this.#failed(Problem.of(failure));
      throw failure;
    }
  }

  /** @param {string | undefined} accountId whose session is meant; undefined is whichever there is
   * @returns {Promise<Session>} */
  async #ask(accountId) {
    const session = await this.send('POST', '/sessions/refresh', { body: { accountId } });
    if (!isSession(session)) throw Problem.unreachable(session);
    if (accountId !== undefined && session.account.id !== accountId) throw Problem.anotherAccount();
    return session;
  }

  /** Only the server's own word ends anything. @param {Problem} problem */
  #failed({ ours, kind }) {
    if (!ours) return;
    if (kind === 'another-account') {
      this.#leave();
      this.onOther();
    } else if (ENDS.has(kind)) {
      this.#leave();
      this.onEnd();
    }
  }
}
