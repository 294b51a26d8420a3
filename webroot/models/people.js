import { Problem } from '../lib/problem.js';
import { Store } from '../lib/store.js';
import { withNewest } from './profile.js';

/**
 * @typedef {import('../lib/api.js').Account} Account
 * @typedef {import('../lib/api.js').Api} Api
 */

const TYPING_MILLIS = 180;
const PAGE = 30;

/** People that match what was typed last. */
export class People extends Store {
  /** @type {Account[]} */ items = [];
  /** @type {'idle' | 'loading' | 'ready' | 'failed'} */ state = 'idle';
  /** @type {Problem | undefined} */ problem;
  query = '';
  loadingMore = false;
  /** The next page could not be had: it is asked for again when somebody says so. */ failedMore = false;
  /** @type {string | null} */ #next = null;
  /** @type {AbortController | undefined} */ #asking;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #timer;

  /** @param {{api: Pick<Api, 'listAccounts'>, me: string}} parts */
  constructor({ api, me }) {
    super();
    this.api = api;
    this.me = me;
  }

  get hasMore() {
    return this.#next !== null;
  }

  /** Searches a moment later, unless more is typed. @param {string} query */
  type(query) {
    this.query = query;
    // What is listed, or still on its way, answers an older question from now on.
    this.state = 'loading';
    this.#asking?.abort();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.search(query), TYPING_MILLIS);
    this.changed();
  }

  /** Only the answer to the latest question counts. @param {string} [query] */
  async search(query = this.query) {
    clearTimeout(this.#timer);
    this.#asking?.abort();
    const asking = (this.#asking = new AbortController());
    this.query = query;
    this.state = 'loading';
    this.failedMore = false;
    this.changed();
    try {
      const page = await this.#read(null, asking.signal);
      if (asking.signal.aborted) return;
      this.items = this.#others(page.items);
      this.#next = page.next;
      this.state = 'ready';
      this.problem = undefined;
    } catch (failure) {
      if (asking.signal.aborted) return;
      this.state = 'failed';
      this.problem = Problem.of(failure);
    }
    this.changed();
  }

  async loadMore() {
    const asking = this.#asking;
    if (this.#next === null || this.loadingMore || !asking || this.state !== 'ready') return;
    this.loadingMore = true;
    this.failedMore = false;
    this.changed();
    try {
      const page = await this.#read(this.#next, asking.signal);
      if (asking.signal.aborted) return;
      this.items = [...this.items, ...this.#others(page.items)];
      this.#next = page.next;
    } catch (failure) {
      if (asking.signal.aborted) return;
      this.problem = Problem.of(failure);
      this.failedMore = true;
    } finally {
      this.loadingMore = false;
      this.changed();
    }
  }

  /** Somebody, perhaps listed here, as they are now. @param {Account} account */
  profile(account) {
    const items = withNewest(this.items, account);
    if (items === this.items) return;
    this.items = items;
    this.changed();
  }

  close() {
    clearTimeout(this.#timer);
    this.#asking?.abort();
  }

  /** @param {string | null} cursor @param {AbortSignal} signal */
  #read(cursor, signal) {
    return this.api.listAccounts({ query: this.query.trim().slice(0, 100) || undefined, cursor, limit: PAGE }, signal);
  }

  /** @param {Account[]} accounts */
  #others(accounts) {
    return accounts.filter((account) => account.id !== this.me);
  }
}
