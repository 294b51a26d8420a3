import { backoffMillis } from '../lib/backoff.js';

/**
 * @typedef {import('../lib/api.js').StreamEvent} StreamEvent
 * @typedef {import('../lib/api.js').EventPage} EventPage
 */

/** Events on the way may overtake each other a little; only what is still missing after this is read. */
const GRACE_MILLIS = 150;
const HELD = 256;
const PAGE = 500;
/** From here on a fresh snapshot is cheaper than every event. */
const FAR_BEHIND = 1_000;
const TRIES = 6;

/**
 * One ordered list of events without holes, as this client has it: `position = have + 1` is applied, `≤ have` dropped,
 * `> have + 1` held while what is missing is read, once.
 */
export class Stream {
  /** @type {Map<number, StreamEvent>} */ #held = new Map();
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #timer;
  #target = 0;
  #reading = false;
  #failures = 0;
  #closed = false;

  /**
   * @param {object} parts
   * @param {number} parts.have the last position that the snapshot in hand includes
   * @param {(event: StreamEvent) => void} parts.apply called once for each position, in order
   * @param {(after: number, limit: number) => Promise<EventPage>} parts.read
   * @param {() => Promise<number>} parts.restart takes a fresh snapshot and answers the position that it includes
   * @param {number} [parts.grace] in milliseconds
   */
  constructor({ have, apply, read, restart, grace = GRACE_MILLIS }) {
    this.have = have;
    this.apply = apply;
    this.read = read;
    this.restart = restart;
    this.grace = grace;
  }

  /** @param {StreamEvent} event */
  offer(event) {
    if (event.position <= this.have || this.#closed) return;
    if (event.position === this.have + 1) {
      this.#take(event);
      return;
    }
    if (this.#held.size < HELD) this.#held.set(event.position, event);
    this.expect(event.position);
  }

  /** There is something up to `head`: what does not come by itself is read. @param {number} head */
  expect(head) {
    this.#target = Math.max(this.#target, head);
    if (this.#behind && !this.#reading && this.#timer === undefined) this.#arm(this.grace);
  }

  /** A snapshot that includes everything up to `position` is in hand. @param {number} position */
  moveTo(position) {
    if (position <= this.have) return;
    this.have = position;
    for (const held of this.#held.keys()) if (held <= position) this.#held.delete(held);
    const next = this.#held.get(position + 1);
    if (next) this.#take(next);
  }

  close() {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#held.clear();
  }

  get #behind() {
    return this.have < this.#target && !this.#closed;
  }

  /** @param {StreamEvent | undefined} event */
  #take(event) {
    for (let next = event; next; next = this.#held.get(this.have + 1)) {
      this.#held.delete(next.position);
      this.have = next.position;
      this.apply(next);
    }
  }

  /** @param {number} wait */
  #arm(wait) {
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#repair();
    }, wait);
  }

  async #repair() {
    if (!this.#behind) return;
    this.#reading = true;
    try {
      if (this.#target - this.have > FAR_BEHIND) this.moveTo(await this.restart());
      while (this.#behind) await this.#readOn();
      this.#failures = 0;
    } catch {
      // The next connection's `ready` names the head again; until then a few tries of our own.
      if (++this.#failures <= TRIES && !this.#closed) this.#arm(backoffMillis(this.#failures));
    } finally {
      this.#reading = false;
    }
    if (this.#behind && this.#timer === undefined && this.#failures === 0) this.#arm(this.grace);
  }

  async #readOn() {
    const before = this.have;
    const page = await this.read(before, PAGE);
    for (const event of page.items) this.offer(event);
    // Nothing is missing after all where the server's own head is lower than what was announced.
    if (page.items.length === 0) this.#target = Math.max(page.head, this.have);
    if (this.#behind && this.have === before) throw new Error(`Stream stuck at ${before} of ${this.#target}`);
  }
}
