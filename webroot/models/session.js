import { Problem } from '../lib/problem.js';
import { Store } from '../lib/store.js';

/**
 * @typedef {import('../lib/api.js').Api} Api
 * @typedef {import('../lib/api.js').Me} Me
 * @typedef {import('../lib/api.js').SignUp} SignUp
 * @typedef {import('../lib/tokens.js').Tokens} Tokens
 * @typedef {import('../lib/storage.js').Kept} Kept
 */

/** Names the account that the browser's cookie belongs to: the tabs tell each other by it. */
const KNOWN = 'account';

/**
 * Who uses this page. A page stays with its account: when the browser is signed in with another one, by another tab, the page
 * is let go of and waits in `changed` until somebody goes on. The `unreachable` state ends by itself when `start` is called
 * again with success.
 *
 * ```
 * starting ── onSession ──► signed-in ── end ──► signed-out ── signIn ──► signed-in
 *    │ ▲ start                 └── onOther, look ──► changed ── start ──► starting
 *    ▼ │
 * unreachable
 * ```
 */
export class Session extends Store {
  /** @type {'starting' | 'signed-out' | 'signed-in' | 'unreachable' | 'changed'} */ state = 'starting';
  /** @type {Me | undefined} */ account;
  /** Why one is signed out, when it was not one's own doing. @type {'expired' | undefined} */ notice;
  /** Why the server is out of reach. @type {Problem | undefined} */ problem;

  /** @param {{api: Api, tokens: Tokens, kept: Kept}} parts */
  constructor({ api, tokens, kept }) {
    super();
    this.api = api;
    this.tokens = tokens;
    this.kept = kept;
    tokens.onSession = ({ account }) => this.#signedIn(account);
    tokens.onEnd = () => this.end('expired');
    tokens.onOther = () => this.#letGo();
  }

  /** Goes on with the session that the browser's cookie holds, if there may be one. */
  async start() {
    if (this.kept.available && !this.kept.get(KNOWN)) {
      this.#become('signed-out');
      return;
    }
    if (this.state === 'changed') this.#become('starting');
    try {
      await this.tokens.refresh();
    } catch (failure) {
      if (this.state !== 'starting' && this.state !== 'unreachable') return;
      this.problem = Problem.of(failure);
      this.#become('unreachable');
    }
  }

  /** @param {string} login @param {string} password @param {string} [code] of the second factor */
  async signIn(login, password, code) {
    // What the storage says of the cookie changes with it.
    await this.tokens.alone(async () => this.tokens.adopt(await this.api.signIn(login, password, code)));
  }

  /** @param {SignUp} person */
  async signUp(person) {
    await this.api.signUp(person);
    await this.signIn(person.username, person.password);
  }

  /** Ends the session here at once, and at the server as soon as it answers. */
  async signOut() {
    const told = this.tokens.part((token) => this.api.signOut(token));
    this.end();
    try {
      await told;
    } catch (failure) {
      // Ended already, or the browser belongs to another account: nothing is left to end.
      if (!['session-ended', 'unauthenticated', 'another-account'].includes(Problem.of(failure).kind)) throw failure;
    }
  }

  /** Ends this account's session in this page; another account that the browser is signed in with stays so.
   * @param {'expired'} [notice] */
  end(notice) {
    const wasIn = this.state === 'signed-in';
    const mine = this.account?.id;
    const known = this.kept.get(KNOWN);
    this.tokens.clear();
    this.account = undefined;
    this.notice = wasIn ? notice : undefined;
    if (mine !== undefined && known !== undefined && known !== mine) {
      this.#become('changed');
      return;
    }
    this.kept.remove(KNOWN);
    this.#become('signed-out');
  }

  /** Another tab may have signed in or out, perhaps while this one slept. */
  look() {
    if (this.state !== 'signed-in' || !this.kept.available) return;
    const known = this.kept.get(KNOWN);
    if (known === this.account?.id) return;
    // Where none is known any more, the server says whether the session goes on.
    if (known === undefined) this.tokens.refresh().catch((failure) => Problem.of(failure));
    else this.#letGo();
  }

  /** What another tab wrote. @param {string | null} key in the browser's storage; null when all of it was cleared */
  heard(key) {
    if (key === null || key === this.kept.prefix + KNOWN) this.look();
  }

  #letGo() {
    this.tokens.clear();
    this.account = undefined;
    this.notice = undefined;
    this.#become('changed');
  }

  /** @param {Me} account */
  #signedIn(account) {
    this.account = account;
    this.notice = undefined;
    this.problem = undefined;
    this.kept.set(KNOWN, account.id);
    this.#become('signed-in');
  }

  /** @param {Session['state']} state */
  #become(state) {
    this.state = state;
    this.changed();
  }
}
