import { Problem } from '../lib/problem.js';
import { Store } from '../lib/store.js';

/**
 * @typedef {import('../lib/api.js').Api} Api
 * @typedef {import('../lib/api.js').SessionSummary} SessionSummary
 * @typedef {import('../lib/api.js').StreamEvent} StreamEvent
 */

/** Where I am signed in; follows what other devices do while it is shown. */
export class Sessions extends Store {
  /** @type {SessionSummary[]} */ items = [];
  /** @type {'idle' | 'loading' | 'ready' | 'failed'} */ state = 'idle';
  /** @type {Problem | undefined} */ problem;
  /** The ids of those that are being signed out. @type {Set<string>} */ ending = new Set();
  /** Counts the questions: only the answer to the latest one counts. */ #asked = 0;

  /** @param {{api: Pick<Api, 'listSessions' | 'revokeSession' | 'revokeOtherSessions'>}} parts */
  constructor({ api }) {
    super();
    this.api = api;
  }

  get others() {
    return this.items.filter(({ current }) => !current);
  }

  async load() {
    const asked = ++this.#asked;
    if (this.state !== 'ready') this.state = 'loading';
    this.changed();
    try {
      const { items } = await this.api.listSessions();
      if (asked !== this.#asked) return;
      this.items = items;
      this.state = 'ready';
      this.problem = undefined;
    } catch (failure) {
      if (asked !== this.#asked) return;
      this.state = 'failed';
      this.problem = Problem.of(failure);
    }
    this.changed();
  }

  /** Signs one device out. That it is out already is as good. @param {string} id */
  async revoke(id) {
    await this.#end([id], async () => {
      try {
        await this.api.revokeSession(id);
      } catch (failure) {
        if (Problem.of(failure).status !== 404) throw failure;
      }
    });
  }

  async revokeOthers() {
    const ids = this.others.map(({ id }) => id);
    await this.#end(ids, () => this.api.revokeOtherSessions());
  }

  /** What the personal stream tells. @param {Pick<StreamEvent, 'type' | 'data'>} event */
  apply({ type, data }) {
    if (type === 'signed-out') this.#gone(data.signInIds);
    else if ((type === 'signed-in' || type === 'ready') && this.state !== 'idle') this.load();
  }

  /** @param {string[]} ids @param {() => Promise<void>} work */
  async #end(ids, work) {
    for (const id of ids) this.ending.add(id);
    this.changed();
    try {
      await work();
      this.#gone(ids);
    } finally {
      for (const id of ids) this.ending.delete(id);
      this.changed();
    }
  }

  /** @param {string[]} ids */
  #gone(ids) {
    this.items = this.items.filter(({ id }) => !ids.includes(id));
    this.changed();
  }
}
