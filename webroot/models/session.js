import { Problem } from '../lib/problem.js';
import { Store } from '../lib/store.js';

/**
 * @typedef {import('../lib/api.js').Api} Api
 * @typedef {import('../lib/api.js').Me} Me
 * @typedef {import('../lib/api.js').SignUp} SignUp
 * @typedef {import('../lib/tokens.js').Tokens} Tokens
 * @typedef {import('../lib/storage.js').Kept} Kept
 */

const KNOWN = 'account';

/** Who uses this page. The `unreachable` state ends by itself when `start` is called again with success. */
export class Session extends Store {
  /** @type {'starting' | 'signed-out' | 'signed-in' | 'unreachable'} */ state = 'starting';
  /** @type {Me | undefined} */ account;
  /** Why one is signed out, when it was not one's own doing. @type {'expired' | undefined} */ notice;

  /** @param {{api: Api, tokens: Tokens, kept: Kept}} parts */
  constructor({ api, tokens, kept }) {
    super();
    this.api = api;
    this.tokens = tokens;
    this.kept = kept;
    tokens.onSession = ({ account }) => this.#signedIn(account);
    tokens.onEnd = () => this.end('expired');
  }

  /** Goes on with the session that the browser's cookie holds, if there may be one. */
  async start() {
    if (this.kept.available && !this.kept.get(KNOWN)) {
      this.#become('signed-out');
      return;
    }
    try {
      await this.tokens.refresh();
    } catch (failure) {
      if (this.state === 'starting' && Problem.of(failure).transient) this.#become('unreachable');
    }
  }

  /** @param {string} login @param {string} password @param {string} [code] of the second factor */
  async signIn(login, password, code) {
    this.tokens.adopt(await this.api.signIn(login, password, code));
  }

  /** @param {SignUp} person */
  async signUp(person) {
    await this.api.signUp(person);
    await this.signIn(person.username, person.password);
  }

  /** Ends the session here at once, and at the server as soon as it answers. */
  async signOut() {
    const told = this.api.signOut();
    this.end();
    await told;
  }

  /** @param {'expired'} [notice] */
  end(notice) {
    const wasIn = this.state === 'signed-in';
    this.tokens.clear();
    this.kept.remove(KNOWN);
    this.account = undefined;
    this.notice = wasIn ? notice : undefined;
    this.#become('signed-out');
  }

  /** @param {Me} account */
  #signedIn(account) {
    this.account = account;
    this.notice = undefined;
    this.kept.set(KNOWN, account.id);
    this.#become('signed-in');
  }

  /** @param {Session['state']} state */
  #become(state) {
    this.state = state;
    this.changed();
  }
}
