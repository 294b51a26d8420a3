import { History } from './history.js';

/** @typedef {import('../lib/api.js').Api} Api */

const CACHED = 12;

/** The histories of the conversations opened last. */
export class Histories {
  /** @type {Map<string, History>} the one used last is the last */ #byId = new Map();

  /** @param {{api: Api}} parts */
  constructor({ api }) {
    this.api = api;
  }

  /** @param {string} conversationId @returns {History} */
  of(conversationId) {
    const history = this.#byId.get(conversationId) ?? new History({ api: this.api, conversationId });
    this.#byId.delete(conversationId);
    this.#byId.set(conversationId, history);
    if (this.#byId.size > CACHED) this.#byId.delete(/** @type {string} */ (this.#byId.keys().next().value));
    return history;
  }

  /** @param {string} conversationId */
  known(conversationId) {
    return this.#byId.get(conversationId);
  }
}
