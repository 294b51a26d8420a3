import { backoffMillis } from '../lib/backoff.js';
import { Problem } from '../lib/problem.js';
import { Store } from '../lib/store.js';
import { uuid } from '../lib/uuid.js';

/**
 * @typedef {import('../lib/api.js').Message} Message
 * @typedef {import('../lib/storage.js').Kept} Kept
 * @typedef {'waiting' | 'sending' | 'sent' | 'failed'} EntryState
 *   waiting: for the connection, for the one before it, or until `retryAt`; failed: only a person can say what next
 * @typedef {{clientId: string, conversationId: string, text: string, at: string, state: EntryState,
 *   retryAt?: number, problem?: Problem, position?: number, tries: number}} Entry
 */

const MOST = 200;
const TRIES = 8;
/** A throttle that does not say for how long. */
const DEFAULT_WAIT_MILLIS = 2_000;

/** It has nothing to do with the text: the server is away, or somebody has to sign in first. @param {Problem} problem */
const isForLater = ({ status, ours, kind }) => status === 0 || kind === 'left' || (ours && status === 401);

/**
 * What I have written and the server has not confirmed. Each text keeps its client id through every retry, so that it is
 * stored once; texts of one conversation go one after another; all survive a reload of the page.
 */
export class Outbox extends Store {
  /** @type {Entry[]} in the order of writing; a new array with each change */ entries = [];
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #timer;
  /** The account may not send before this. */ #heldUntil = 0;
  #closed = false;

  /**
   * @param {object} parts
   * @param {(entry: Entry) => Promise<Message>} parts.post fails with a Problem
   * @param {(message: Message) => void} parts.onSent
   * @param {Kept} parts.kept
   * @param {() => number} [parts.now]
   */
  constructor({ post, onSent, kept, now = Date.now }) {
    super();
    this.post = post;
    this.onSent = onSent;
    this.kept = kept;
    this.now = now;
    const stored = kept
      .keys()
      .map((key) => /** @type {Entry} */ (kept.get(key)))
      .filter((entry) => entry?.clientId);
    this.entries = stored
      .map(
        (entry) =>
          /** @type {Entry} */ ({ ...entry, state: entry.state === 'failed' ? 'failed' : 'waiting', tries: 0 }),
      )
      .sort((one, other) => (one.at < other.at ? -1 : 1));
  }

  /** @param {string} conversationId */
  of(conversationId) {
    return this.entries.filter((entry) => entry.conversationId === conversationId);
  }

  /** Takes a text in and sends it as soon as may be. Answers false, with nothing taken, when the outbox is full.
   * @param {string} conversationId @param {string} text */
  add(conversationId, text) {
    if (this.entries.length >= MOST) return false;
    this.#keep({ clientId: uuid(), conversationId, text, at: this.#later(), state: 'waiting', tries: 0 });
    this.flush();
    return true;
  }

  /** @param {string} clientId */
  retry(clientId) {
    this.#change(clientId, { state: 'waiting', problem: undefined, retryAt: undefined, tries: 0 }, true);
    this.flush();
  }

  /** @param {string} clientId @returns {string} the text */
  discard(clientId) {
    const text = this.#find(clientId)?.text ?? '';
    this.#forget(clientId);
    return text;
  }

  /** The conversation's stream has come this far: what was sent up to there is shown from the history.
   * @param {Message} message */
  arrived(message) {
    if (this.#find(message.clientId)) this.#forget(message.clientId);
    this.flush();
  }

  /** @param {string} conversationId @param {number} head */
  settle(conversationId, head) {
    for (const entry of this.of(conversationId)) {
      if (entry.state === 'sent' && (entry.position ?? 0) <= head) this.#forget(entry.clientId);
    }
  }

  /** The connection is back: waits that were only for it are over. */
  resume() {
    for (const entry of this.entries) {
      if (entry.state === 'waiting' && entry.problem?.status !== 429) {
        this.#change(entry.clientId, { retryAt: undefined, problem: undefined });
      }
    }
    this.flush();
  }

  /** Sends the first of each conversation that may go now. */
  flush() {
    if (this.#closed) return;
    clearTimeout(this.#timer);
    const now = this.now();
    const busy = new Set();
    let next = Infinity;
    for (const entry of this.entries) {
      const due = Math.max(entry.retryAt ?? 0, this.#heldUntil);
      const first = !busy.has(entry.conversationId);
      if (entry.state === 'waiting' && first && due > now) next = Math.min(next, due);
      else if (entry.state === 'waiting' && first) this.#send(entry);
      if (entry.state === 'waiting' || entry.state === 'sending') busy.add(entry.conversationId);
    }
    if (next < Infinity) this.#timer = setTimeout(() => this.flush(), next - now);
  }

  close() {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  /** @param {Entry} entry */
  async #send(entry) {
    this.#change(entry.clientId, { state: 'sending', tries: entry.tries + 1, retryAt: undefined });
    try {
      const message = await this.post(entry);
      // Some answer on the way is not the server's word that it has the text.
      if (message?.clientId !== entry.clientId) throw Problem.unreachable(message);
      this.kept.remove(entry.clientId);
      this.#change(entry.clientId, { state: 'sent', position: message.position, problem: undefined }, false);
      this.onSent(message);
    } catch (failure) {
      // Whose page this was is gone: the text stays as it was kept, for their next time here.
      if (!this.#closed) this.#failed(entry.clientId, Problem.of(failure));
    }
    this.flush();
  }

  /** @param {string} clientId @param {Problem} problem */
  #failed(clientId, problem) {
    const tries = this.#find(clientId)?.tries ?? 1;
    if (problem.status === 429) {
      const retryAt = this.now() + (problem.retryAfterMillis ?? DEFAULT_WAIT_MILLIS);
      this.#heldUntil = retryAt;
      this.#change(clientId, { state: 'waiting', problem, retryAt, tries: 0 });
    } else if (isForLater(problem) || (problem.transient && tries < TRIES)) {
      this.#change(clientId, { state: 'waiting', problem, retryAt: this.now() + backoffMillis(tries) });
    } else {
      this.#change(clientId, { state: 'failed', problem });
    }
  }

  /** A time after every other here, so that times keep the order of writing. */
  #later() {
    const last = this.entries.at(-1);
    return new Date(Math.max(this.now(), last ? Date.parse(last.at) + 1 : 0)).toISOString();
  }

  /** @param {string} clientId */
  #find(clientId) {
    return this.entries.find((entry) => entry.clientId === clientId);
  }

  /** @param {Entry} entry */
  #keep(entry) {
    this.kept.set(entry.clientId, { ...entry, problem: undefined });
    const known = this.entries.some((other) => other.clientId === entry.clientId);
    this.entries = known
      ? this.entries.map((other) => (other.clientId === entry.clientId ? entry : other))
      : [...this.entries, entry];
    this.changed();
  }

  /** @param {string} clientId @param {Partial<Entry>} changes @param {boolean} [keep] */
  #change(clientId, changes, keep = changes.state === 'failed') {
    const entry = this.#find(clientId);
    if (!entry) return;
    if (keep) this.#keep({ ...entry, ...changes });
    else {
      this.entries = this.entries.map((other) => (other === entry ? { ...entry, ...changes } : other));
      this.changed();
    }
  }

  /** @param {string} clientId */
  #forget(clientId) {
    this.kept.remove(clientId);
    this.entries = this.entries.filter((entry) => entry.clientId !== clientId);
    this.changed();
  }
}
