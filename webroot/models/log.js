import { Problem } from '../lib/problem.js';
import { Store } from '../lib/store.js';

/** So many are kept while the log is followed; beyond it the list begins anew. */
const MOST = 1000;
const FOLLOW_MILLIS = 2000;

/**
 * A log that administrators read: the latest entries that pass the filters, older ones on demand, newer ones as they come.
 * @template {{position: number}} E
 */
export class Log extends Store {
  /** The latest first. @type {E[]} */ items = [];
  /** @type {'idle' | 'loading' | 'ready' | 'failed'} */ state = 'idle';
  /** @type {Problem | undefined} */ problem;
  /** @type {Record<string, string | undefined>} */ filters = {};
  following = true;
  loadingMore = false;
  /** @type {string | null} */ #next = null;
  #head = 0;
  /** Counts the beginnings: answers to what was asked before one are of no use. */ #asked = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #timer;

  /**
   * @param {object} parts
   * @param {(query: Record<string, string | number | undefined>) => Promise<{items: E[], next: string | null, head: number}>} parts.read
   * @param {(entry: E) => string | number} parts.key entries with the same are the same, the later one counts
   * @param {number} [parts.followMillis]
   */
  constructor({ read, key, followMillis = FOLLOW_MILLIS }) {
    super();
    this.read = read;
    this.key = key;
    this.followMillis = followMillis;
  }

  get hasMore() {
    return this.#next !== null;
  }

  /** Begins anew with these. @param {Record<string, string | undefined>} [filters] */
  async load(filters = this.filters) {
    const asked = ++this.#asked;
    this.filters = filters;
    this.state = 'loading';
    this.loadingMore = false;
    this.changed();
    try {
      const { items, next, head } = await this.read(filters);
      if (asked !== this.#asked) return;
      this.items = items;
      this.#next = next;
      this.#head = head;
      this.state = 'ready';
      this.problem = undefined;
    } catch (failure) {
      if (asked !== this.#asked) return;
      this.state = 'failed';
      this.problem = Problem.of(failure);
    }
    this.changed();
    this.#followLater();
  }

  async loadMore() {
    if (this.#next === null || this.loadingMore) return;
    const asked = this.#asked;
    this.loadingMore = true;
    this.changed();
    try {
      const { items, next } = await this.read({ ...this.filters, cursor: this.#next });
      if (asked !== this.#asked) return;
      const known = new Set(this.items.map(this.key));
      this.items = [...this.items, ...items.filter((entry) => !known.has(this.key(entry)))];
      this.#next = next;
    } catch (failure) {
      if (asked === this.#asked) this.problem = Problem.of(failure);
    }
    if (asked !== this.#asked) return;
    this.loadingMore = false;
    this.changed();
  }

  /** @param {boolean} wanted */
  follow(wanted) {
    this.following = wanted;
    this.changed();
    if (wanted) this.#catchUp();
    else clearTimeout(this.#timer);
  }

  /** Nobody looks any more. */
  stop() {
    this.#asked++;
    this.state = 'idle';
    clearTimeout(this.#timer);
  }

  #followLater() {
    clearTimeout(this.#timer);
    if (this.following && this.state !== 'idle') this.#timer = setTimeout(() => this.#catchUp(), this.followMillis);
  }

  /** What was written since, in its order. */
  async #catchUp() {
    const asked = this.#asked;
    if (this.state === 'failed') return this.load();
    if (this.state !== 'ready') return undefined;
    try {
      const { items, head } = await this.read({ ...this.filters, after: this.#head });
      if (asked !== this.#asked) return undefined;
      this.#head = head;
      this.problem = undefined;
      if (items.length > 0) this.#add(items);
    } catch (failure) {
      if (asked !== this.#asked) return undefined;
      this.problem = Problem.of(failure);
      this.changed();
    }
    if (this.items.length > MOST) return this.load();
    this.#followLater();
    return undefined;
  }

  /** @param {E[]} newer */
  #add(newer) {
    const keys = new Set(newer.map(this.key));
    this.items = [...newer.toReversed(), ...this.items.filter((entry) => !keys.has(this.key(entry)))];
    this.changed();
  }
}
