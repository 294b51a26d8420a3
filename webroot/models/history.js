import { Problem } from '../lib/problem.js';
import { Store } from '../lib/store.js';

/**
 * @typedef {import('../lib/api.js').Api} Api
 * @typedef {import('../lib/api.js').Message} Message
 */

/** Kept when nobody looks at older ones any more. */
const KEPT = 100;
const OLDER_PAGE = 30;
const WAITING = 500;

/**
 * The messages of one conversation, from some point up to its latest one. Numbers are missing only where the server has
 * nothing for me.
 */
export class History extends Store {
  /** @type {Message[]} oldest first; a new array with each change */ items = [];
  /** @type {'idle' | 'loading' | 'ready' | 'failed'} */ state = 'idle';
  /** Whether there are older ones than the first. */ older = false;
  loadingOlder = false;
  /** @type {Problem | undefined} */ problem;
  /** @type {Message[]} arrived while the first page was read */ #waiting = [];
  #stale = false;
  /** The number of a message that is known to exist. */ #wanted = 0;
  /** The number of a message that the server withholds, next to what is here. */ #passed = 0;

  /** @param {{api: Api, conversationId: string}} parts */
  constructor({ api, conversationId }) {
    super();
    this.api = api;
    this.conversationId = conversationId;
  }

  /** Reads the latest page, unless what is here reaches up to the present. */
  async open() {
    if (this.state === 'loading' || (this.state === 'ready' && !this.#stale)) return;
    const again = this.state === 'ready';
    this.#stale = false;
    if (!again) this.#become('loading');
    try {
      this.#takeLatest(await this.api.listMessages(this.conversationId));
      this.#become('ready');
    } catch (failure) {
      this.#stale = true;
      this.#become(again ? 'ready' : 'failed', Problem.of(failure));
      return;
    }
    // A page that was read just before a message that is known by now: once more.
    if (!again && this.#stale) await this.open();
  }

  /** There is a message of this number. Answers whether it is missing here: then `open` reads anew.
   * @param {number} number */
  reach(number) {
    this.#wanted = Math.max(this.#wanted, number);
    if (this.state === 'ready' && (this.items.at(-1)?.number ?? 0) < this.#wanted) this.#stale = true;
    return this.#stale;
  }

  async loadOlder() {
    if (!this.older || this.loadingOlder || this.state !== 'ready') return;
    this.loadingOlder = true;
    this.changed();
    try {
      const before = this.items[0].position;
      const page = await this.api.listMessages(this.conversationId, { before, limit: OLDER_PAGE });
      if (this.items[0].position === before) {
        this.items = [...page.items, ...this.items];
        this.older = page.older;
      }
      this.problem = undefined;
    } catch (failure) {
      this.problem = Problem.of(failure);
    } finally {
      this.loadingOlder = false;
      this.changed();
    }
  }

  /** The next message of the stream. @param {Message} message */
  add(message) {
    if (this.state === 'ready') this.#append([message]);
    else if (this.#waiting.length < WAITING) this.#waiting.push(message);
    this.changed();
  }

  /** The next message of the stream is not for me. @param {number} number */
  pass(number) {
    if (number === this.#last + 1) this.#passed = number;
  }

  get #last() {
    return Math.max(this.items.at(-1)?.number ?? 0, this.#passed);
  }

  /** What somebody said has no text any more. @param {string} senderId */
  removed(senderId) {
    this.items = this.items.map((message) => (message.senderId === senderId ? { ...message, text: '' } : message));
    this.changed();
  }

  /** Lets go of older ones that were scrolled to. */
  trim() {
    if (this.items.length <= KEPT || this.loadingOlder) return;
    this.items = this.items.slice(-KEPT);
    this.older = true;
    this.changed();
  }

  /** @param {import('../lib/api.js').MessagePage} page */
  #takeLatest(page) {
    const last = this.items.at(-1);
    const continues = last !== undefined && page.items.length > 0 && page.items[0].number <= this.#last + 1;
    if (!continues) {
      this.items = [];
      this.older = page.older;
    }
    const known = continues ? last.number : 0;
    this.items = [...this.items, ...page.items.filter(({ number }) => number > known)];
    this.#append(this.#waiting);
    this.#waiting = [];
    if ((this.items.at(-1)?.number ?? 0) < this.#wanted) this.#stale = true;
  }

  /** @param {Message[]} messages in order, some of which may be here */
  #append(messages) {
    const items = [...this.items];
    for (const message of messages) {
      const last = items.at(-1);
      if (last && message.number <= last.number) continue;
      if (last && message.number > Math.max(last.number, this.#passed) + 1) {
        this.#stale = true;
        break;
      }
      items.push(message);
    }
    if (items.length !== this.items.length) this.items = items;
  }

  /** @param {History['state']} state @param {Problem} [problem] */
  #become(state, problem) {
    this.state = state;
    this.problem = problem;
    this.changed();
  }
}
