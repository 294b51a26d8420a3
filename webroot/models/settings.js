import { Store } from '../lib/store.js';

/**
 * @typedef {import('../lib/api.js').Api} Api
 * @typedef {import('../lib/api.js').Settings} SettingsValue
 * @typedef {import('../lib/api.js').ChangeSettings} Changes
 * @typedef {import('../lib/storage.js').Kept} Kept
 */

const KEPT = 'settings';

/** @type {SettingsValue} as the contract has them */
const DEFAULTS = {
  privacy: { whoMayMessage: 'anyone', readReceipts: true, presence: true },
  notifications: { sound: true, desktop: true, preview: true },
  theme: 'system',
  language: 'auto',
};

/** @param {SettingsValue} value @param {Changes} changes @returns {SettingsValue} */
const changed = (value, changes) => ({
  ...value,
  ...changes,
  privacy: { ...value.privacy, ...changes.privacy },
  notifications: { ...value.notifications, ...changes.notifications },
});

/** What I chose, the same on all my devices. A change shows here at once and is taken back when the server refuses it. */
export class Settings extends Store {
  /** Whether the server has told them. */ known = false;
  /** @type {SettingsValue} as the server last told */ #told = DEFAULTS;
  /** @type {number} of that, in my personal stream */ #position = -1;
  /** @type {Changes[]} on their way, in their order */ #pending = [];
  /** @type {Promise<unknown>} settled when nothing is on its way */ #last = Promise.resolve();
  #closed = false;

  /** @param {{api: Pick<Api, 'getSettings' | 'changeSettings'>, kept: Kept}} parts */
  constructor({ api, kept }) {
    super();
    this.api = api;
    this.kept = kept;
    const before = kept.get(KEPT);
    if (before) this.#told = changed(DEFAULTS, before);
  }

  /** Whether there is anything to go by but the defaults. */
  get heard() {
    return this.known || this.#pending.length > 0 || this.#told !== DEFAULTS;
  }

  get value() {
    return this.#pending.reduce(changed, this.#told);
  }

  /** Once the personal stream is followed, so that no change can be missed between the two. Fails with a Problem. */
  async load() {
    this.#take(await this.api.getSettings());
  }

  /** One after the other, so that the last choice is the one that stays. Fails with a Problem. @param {Changes} changes */
  change(changes) {
    this.#pending = [...this.#pending, changes];
    this.changed();
    const sent = this.#last.then(() => this.#send(changes));
    this.#last = sent.catch(() => {});
    return sent;
  }

  /** What is answered from now on is kept in this browser no more. */
  close() {
    this.#closed = true;
  }

  /** @param {{type: string, position?: number, data: any}} event */
  apply({ type, position = 0, data }) {
    if (type === 'settings-changed') this.#take({ ...data, position });
  }

  /** @param {Changes} changes */
  async #send(changes) {
    try {
      const now = await this.api.changeSettings(changes);
      this.#pending = this.#pending.filter((each) => each !== changes);
      this.#take(now);
    } catch (failure) {
      this.#pending = this.#pending.filter((each) => each !== changes);
      this.changed();
      throw failure;
    }
  }

  /** What is older than what is known tells nothing. @param {SettingsValue & {position: number}} now */
  #take({ position, ...value }) {
    if (position > this.#position) {
      this.#told = value;
      this.#position = position;
      if (!this.#closed) this.kept.set(KEPT, value);
    }
    this.known = true;
    this.changed();
  }
}
