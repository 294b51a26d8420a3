/** @typedef {import('../lib/storage.js').Kept} Kept */

const MOST = 50;
const KEY = 'drafts';

/** What was begun and not sent, by conversation; the ones touched last are kept. */
export class Drafts {
  /** @type {Map<string, string>} */ #texts;

  /** @param {{kept: Kept}} parts */
  constructor({ kept }) {
    this.kept = kept;
    const stored = kept.get(KEY);
    this.#texts = new Map(Array.isArray(stored) ? stored : []);
  }

  /** @param {string} conversationId */
  get(conversationId) {
    return this.#texts.get(conversationId) ?? '';
  }

  /** @param {string} conversationId @param {string} text */
  set(conversationId, text) {
    this.#texts.delete(conversationId);
    if (text) this.#texts.set(conversationId, text);
    if (this.#texts.size > MOST) this.#texts.delete(/** @type {string} */ (this.#texts.keys().next().value));
    this.kept.set(KEY, [...this.#texts]);
  }
}
