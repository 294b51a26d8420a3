import { Problem } from '../lib/problem.js';
import { Store } from '../lib/store.js';

/**
 * @typedef {import('../lib/stranger-api.js').Report} Report
 * @typedef {import('../lib/stranger-api.js').StrangerApi} StrangerApi
 */

const PAGE = 30;

/** What people reported, the latest first; read page by page. */
export class Reports extends Store {
  /** @type {Report[]} */ items = [];
  /** @type {'idle' | 'loading' | 'ready' | 'failed'} */ state = 'idle';
  /** @type {Problem | undefined} */ problem;
  /** @type {string | null} */ #next = null;

  /** @param {{api: StrangerApi}} parts */
  constructor({ api }) {
    super();
    this.api = api;
  }

  get hasMore() {
    return this.#next !== null;
  }

  /** The first page anew. */
  load() {
    this.items = [];
    this.#next = null;
    return this.loadMore();
  }

  async loadMore() {
    if (this.state === 'loading') return;
    this.#become('loading');
    try {
      const page = await this.api.listReports({ cursor: this.#next, limit: PAGE });
      this.items = [...this.items, ...page.items];
      this.#next = page.next;
      this.#become('ready');
    } catch (failure) {
      this.#become('failed', Problem.of(failure));
    }
  }

  /** @param {Reports['state']} state @param {Problem} [problem] */
  #become(state, problem) {
    this.state = state;
    this.problem = problem;
    this.changed();
  }
}
