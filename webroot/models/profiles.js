import { Problem } from '../lib/problem.js';
import { Store } from '../lib/store.js';
import { newest } from './profile.js';

/**
 * @typedef {import('../lib/api.js').Api} Api
 * @typedef {import('../lib/tokens.js').Profile} Profile
 * @typedef {import('../lib/tokens.js').Me} Me
 */

/** Whoever comes back asks within this time what was missed, so that not all ask at once. */
const RETURN_MILLIS = 5_000;
const KEPT = 500;

/**
 * Profiles as they are now: my own, and those of people who were looked at or who changed theirs. Tells whoever else holds
 * copies, by `onProfile`.
 */
export class Profiles extends Store {
  /** @type {Map<string, Profile>} the one heard of last is the last */ #byId = new Map();
  /** @type {Map<string, Problem>} */ #problems = new Map();
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #timer;
  /** @type {string | undefined} the time from which on it is not known what changed */ #since;
  #closed = false;

  /**
   * @param {object} parts
   * @param {Pick<Api, 'getAccount' | 'listProfileChanges' | 'updateProfile' | 'setPicture' | 'removePicture'>} parts.api
   * @param {Me} parts.me
   * @param {(profile: Profile) => void} [parts.onProfile]
   * @param {() => void} [parts.onMore] more was missed than could be told
   * @param {() => number} [parts.random]
   */
  constructor({ api, me, onProfile = () => {}, onMore = () => {}, random = Math.random }) {
    super();
    this.api = api;
    this.me = me;
    this.onProfile = onProfile;
    this.onMore = onMore;
    this.random = random;
  }

  /** @param {string} id */
  get(id) {
    return this.#byId.get(id);
  }

  /** Why a profile could not be loaded. @param {string} id */
  problem(id) {
    return this.#problems.get(id);
  }

  /** What the server says of somebody; an older copy than the one at hand changes nothing. @param {Profile} profile */
  take(profile) {
    const known = newest(this.#byId.get(profile.id), profile);
    this.#byId.delete(profile.id);
    this.#byId.set(profile.id, known);
    if (this.#byId.size > KEPT) this.#byId.delete(/** @type {string} */ (this.#byId.keys().next().value));
    if (profile.id === this.me.id) this.me = newest(this.me, { ...this.me, ...profile });
    this.onProfile(known);
    this.changed();
  }

  /** What the server says of me. @param {Me} me */
  takeMe(me) {
    // A copy that was made before may come again; what is confirmed stays so while the email is the same.
    const emailVerified = me.emailVerified || (this.me.emailVerified && this.me.email === me.email);
    if (me.revision >= this.me.revision) this.me = { ...me, emailVerified };
    this.take(me);
  }

  /** @param {{displayName?: string, about?: string}} changes */
  async update(changes) {
    this.takeMe(await this.api.updateProfile(changes));
  }

  /** @param {Blob} picture a JPEG or PNG */
  async setPicture(picture) {
    this.takeMe(await this.api.setPicture(picture));
  }

  async removePicture() {
    this.takeMe(await this.api.removePicture());
  }

  /** How often what I signed up with was told to be another, or an email to wait. */
  details = 0;

  /** What I am signed up with now; told to all my devices. @param {Partial<Me> & {revision: number}} details */
  takeDetails(details) {
    this.details++;
    if (details.revision >= this.me.revision) this.me = { ...this.me, ...details };
    this.changed();
  }

  /** My email is confirmed; another one that I had before may be told of late. @param {string} email */
  verified(email) {
    if (email !== this.me.email) return;
    this.me = { ...this.me, emailVerified: true };
    this.changed();
  }

  /** Reads one anew. What is at hand is shown meanwhile. @param {string} id */
  async load(id) {
    this.#problems.delete(id);
    try {
      this.take(await this.api.getAccount(id));
    } catch (failure) {
      this.#problems.set(id, Problem.of(failure));
      this.changed();
    }
  }

  /** The connection was lost at some time after `since`, and is back. @param {string} since a time of the server */
  missed(since) {
    this.#since ??= since;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#catchUp(), this.random() * RETURN_MILLIS);
  }

  close() {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  async #catchUp() {
    const since = /** @type {string} */ (this.#since);
    this.#since = undefined;
    try {
      const { items, more } = await this.api.listProfileChanges(since);
      if (this.#closed) return;
      for (const profile of items) this.take(profile);
      if (more) this.onMore();
    } catch (failure) {
      // The next return asks from here on; names are not worth a try of their own.
      if (Problem.of(failure).transient) this.#since = since;
    }
  }
}
