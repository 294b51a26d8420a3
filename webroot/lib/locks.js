import { uuid } from './uuid.js';

/** A note that was not renewed for this long belongs to a tab that is gone. */
const STALE_MILLIS = 3_000;
const RENEW_MILLIS = 1_000;
/** Two tabs that write at the same moment see by then which note stayed. */
const SETTLE_MILLIS = 50;

/** So long is waited for a tab that holds a lock: what it protects is worth a wait, and not a page that hangs. */
const PATIENCE_MILLIS = 10_000;

/** @param {number} millis @returns {Promise<void>} */
const pause = (millis) =>
  new Promise((resolve) => {
    setTimeout(resolve, millis);
  });

/** The browser's locks, with a bound on the wait. */
export class PatientLocks {
  /** @param {{locks: Pick<LockManager, 'request'>}} parts */
  constructor({ locks }) {
    this.locks = locks;
  }

  /** @template T @param {string} name @param {() => Promise<T>} work @returns {Promise<T>} */
  async request(name, work) {
    const waiting = new AbortController();
    const timer = setTimeout(() => waiting.abort(), PATIENCE_MILLIS);
    let begun = false;
    try {
      return await this.locks.request(name, { signal: waiting.signal }, () => {
        begun = true;
        clearTimeout(timer);
        return work();
      });
    } catch (failure) {
      if (begun || !waiting.signal.aborted) throw failure;
      return await work();
    } finally {
      clearTimeout(timer);
    }
  }
}

/**
 * Lets one tab at a time through, by a note in their common storage: for pages that are not in a secure context (a server
 * in one's own network, without TLS), where browsers have no `navigator.locks`. Where nothing can be kept, all go through.
 */
export class KeptLocks {
  #id = uuid();

  /** @param {{kept: import('./storage.js').Kept, now?: () => number}} parts */
  constructor({ kept, now = Date.now }) {
    this.kept = kept.under('lock.');
    this.now = now;
  }

  /** @template T @param {string} name @param {() => Promise<T>} work @returns {Promise<T>} */
  async request(name, work) {
    if (!this.kept.available) return work();
    const until = this.now() + PATIENCE_MILLIS;
    while (!(await this.#taken(name)) && this.now() < until) await pause(SETTLE_MILLIS * (1 + Math.random()));
    const renewal = setInterval(() => this.#write(name), RENEW_MILLIS);
    try {
      return await work();
    } finally {
      clearInterval(renewal);
      if (this.#holder(name) === this.#id) this.kept.remove(name);
    }
  }

  /** @param {string} name */
  async #taken(name) {
    const holder = this.#holder(name);
    if (holder !== undefined && holder !== this.#id) return false;
    this.#write(name);
    await pause(SETTLE_MILLIS);
    return this.#holder(name) === this.#id;
  }

  /** Who holds it, unless the note is stale. @param {string} name @returns {string | undefined} */
  #holder(name) {
    const note = this.kept.get(name);
    return note && Math.abs(this.now() - note.at) < STALE_MILLIS ? note.by : undefined;
  }

  /** @param {string} name */
  #write(name) {
    return this.kept.set(name, { by: this.#id, at: this.now() });
  }
}
