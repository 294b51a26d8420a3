/** @typedef {import('../lib/storage.js').Kept} Kept */

const MOST = 50;
const KEY = 'drafts';

/** What was begun and not sent, by conversation; the ones touched last are kept. */
export class Drafts {
  /** @type {Map<string, string>} */ #texts;
  /** Whether the browser keeps them; a full storage does not. */ #stored = true;

  /** @param {{kept: Kept}} parts */
  constructor({ kept }) {
    this.kept = kept;
    this.#texts = this.#read();
  }

  #read() {
    const stored = this.kept.get(KEY);
    return new Map(Array.isArray(stored) ? stored : []);
  }

  /** @param {string} conversationId */
  get(conversationId) {
    return this.#texts.get(conversationId) ?? '';
  }

  /** @param {string} conversationId @param {string} text */
  set(conversationId, text) {
    // Another tab may have written others meanwhile.
    if (this.#stored) this.#texts = this.#read();
    this.#texts.delete(conversationId);
    if (text) this.#texts.set(conversationId, text);
    if (this.#texts.size > MOST) this.#texts.delete(/** @type {string} */ (this.#texts.keys().next().value));
    this.#stored = this.kept.set(KEY, [...this.#texts]);
  }
}
