/**
 * @typedef {import('./http.js').Send} Send
 * @typedef {{id: string, username: string, displayName: string, picture: string, revision: number, createdAt: string}} Account
 * @typedef {Account & {about: string}} Profile
 * @typedef {Profile & {firstName: string, lastName: string, email: string, role: 'user' | 'admin', emailVerified: boolean}} Me
 * @typedef {{accessToken: string, expiresInSeconds: number, account: Me}} Session
 * @typedef {{request: (name: string, work: () => Promise<any>) => Promise<any>}} Locks
 */

/** A token with less than this left is not used any more. */
const SLACK_MILLIS = 15_000;

/**
 * Keeps the access token, in memory only. The refresh token lives in an HttpOnly cookie, which all tabs share;
 * each refresh replaces it, so a lock across the tabs lets one refresh at a time through.
 */
export class Tokens {
  /** @type {string | undefined} */ #token;
  /** @type {Promise<string> | undefined} */ #refreshing;
  #expiresAt = 0;
  #generation = 0;

  /**
   * @param {object} parts
   * @param {Send} parts.send
   * @param {Locks} [parts.locks] shared by the tabs
   * @param {() => number} [parts.now]
   * @param {(session: Session) => void} [parts.onSession]
   * @param {() => void} [parts.onEnd] the session can't be continued
   */
  constructor({ send, locks, now = Date.now, onSession = () => {}, onEnd = () => {} }) {
    this.send = send;
    this.locks = locks;
    this.now = now;
    this.onSession = onSession;
    this.onEnd = onEnd;
  }

  /** When the token in hand expires, in milliseconds since 1970; 0 when there is none. */
  get expiresAt() {
    return this.#expiresAt;
  }

  /** @param {Session} session */
  adopt(session) {
    this.#generation++;
    this.#token = session.accessToken;
    this.#expiresAt = this.now() + session.expiresInSeconds * 1000;
    this.onSession(session);
  }

  clear() {
    this.#generation++;
    this.#token = undefined;
    this.#expiresAt = 0;
  }

  /** A token that is good for a while yet. Fails with a Problem; 401 when the session is over. */
  valid() {
    const good = this.#token !== undefined && this.#expiresAt - this.now() > SLACK_MILLIS;
    return good ? Promise.resolve(/** @type {string} */ (this.#token)) : this.refresh();
  }

  /** A token other than `refused`, which the server has just turned down.
   * @param {string} refused */
  other(refused) {
    return this.#token !== undefined && this.#token !== refused ? this.valid() : this.refresh();
  }

  /** @returns {Promise<string>} */
  refresh() {
    this.#refreshing ??= this.#locked(this.#generation).finally(() => {
      this.#refreshing = undefined;
    });
    return this.#refreshing;
  }

  /** @param {number} generation when it was asked for: waiting for the other tabs takes a while */
  #locked(generation) {
    const work = () => this.#exchange(generation);
    return this.locks ? this.locks.request('gumzo.refresh', work) : work();
  }

  /** @param {number} generation */
  async #exchange(generation) {
    try {
      const session = await this.send('POST', '/sessions/refresh', { body: {} });
      // Signed out or in again meanwhile: this answer belongs to a session that is left behind.
      if (generation === this.#generation) this.adopt(session);
      return session.accessToken;
    } catch (failure) {
      const status = /** @type {{status?: number}} */ (failure).status;
      if (generation === this.#generation && (status === 400 || status === 401 || status === 403)) {
        this.clear();
        this.onEnd();
      }
      throw failure;
    }
  }
}
