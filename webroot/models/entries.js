import { Problem } from '../lib/problem.js';

/**
 * @typedef {import('../lib/api.js').ContactEntry} ContactEntry
 * @typedef {Pick<Entries, 'items' | 'state' | 'problem' | 'hasMore' | 'loadingMore'>} View
 */

/** @template T @typedef {import('../lib/api.js').Page<T>} Page */

/** People in a list that is read page by page, each once. */
export class Entries {
  /** @type {ContactEntry[]} */ items = [];
  /** @type {'idle' | 'loading' | 'ready' | 'failed'} */ state = 'idle';
  /** @type {Problem | undefined} */ problem;
  loadingMore = false;
  /** @type {string | null} */ #next = null;
  /** Counts the questions: only the answer to the latest one counts. */ #asked = 0;
  /** The first page is on its way, and may be older than what is told meanwhile. */ #loading = false;

  /**
   * @param {object} parts
   * @param {(cursor: string | null) => Promise<Page<ContactEntry>>} parts.read
   * @param {() => void} parts.changed
   * @param {(one: ContactEntry, other: ContactEntry) => number} parts.order
   */
  constructor({ read, changed, order }) {
    this.read = read;
    this.changed = changed;
    this.order = order;
  }

  get hasMore() {
    return this.#next !== null;
  }

  /** As it is now; another object each time, so that whoever draws it draws it anew. @returns {View} */
  get view() {
    const { items, state, problem, hasMore, loadingMore } = this;
    return { items, state, problem, hasMore, loadingMore };
  }

  /** Reads the first page anew. */
  async load() {
    const asked = ++this.#asked;
    this.#loading = true;
    this.loadingMore = false;
    if (this.state !== 'ready') this.state = 'loading';
    this.changed();
    try {
      const page = await this.read(null);
      if (asked !== this.#asked) return;
      this.#loading = false;
      this.items = page.items;
      this.#next = page.next;
      this.state = 'ready';
      this.problem = undefined;
    } catch (failure) {
      if (asked !== this.#asked) return;
      this.#loading = false;
      this.state = 'failed';
      this.problem = Problem.of(failure);
    }
    this.changed();
  }

  async loadMore() {
    if (this.#next === null || this.loadingMore) return;
    const asked = this.#asked;
    this.loadingMore = true;
    this.changed();
    try {
      const page = await this.read(this.#next);
      if (asked !== this.#asked) return;
      const known = new Set(this.items.map(({ account }) => account.id));
      this.items = [...this.items, ...page.items.filter(({ account }) => !known.has(account.id))];
      this.#next = page.next;
      this.problem = undefined;
    } catch (failure) {
      if (asked !== this.#asked) return;
      this.problem = Problem.of(failure);
    }
    this.loadingMore = false;
    this.changed();
  }

  /** @param {ContactEntry} entry */
  put(entry) {
    if (this.state === 'idle') return;
    const others = this.items.filter(({ account }) => account.id !== entry.account.id);
    this.items = [...others, entry].sort(this.order);
    this.#told();
  }

  /** @param {string} id of an account */
  remove(id) {
    this.items = this.items.filter(({ account }) => account.id !== id);
    this.#told();
  }

  /** A page that was asked for before this may not know of it. */
  #told() {
    if (this.#loading) this.load();
    else this.changed();
  }

  /** @param {(entry: ContactEntry) => ContactEntry} change */
  map(change) {
    this.items = this.items.map(change);
    this.changed();
  }
}
