import { backoffMillis } from '../backoff.js';
import { Problem } from '../problem.js';
import { Store } from '../store.js';
import { PATIENCE, Wire } from './wire.js';

/**
 * @typedef {import('./wire.js').Frame} Frame
 * @typedef {{since?: string, open?: {stream: string, after: number}[]}} Resume
 * @typedef {Pick<import('../tokens.js').TokenSource, 'valid' | 'refresh' | 'expiresAt'>} TokenSource
 * @typedef {{state: 'stopped' | 'connecting' | 'online' | 'waiting' | 'refused', retryAt?: number, code?: number}} Status
 */

/** A connection that held this long makes earlier failures forgotten. */
const STABLE_MILLIS = 10_000;
const PROBE_MILLIS = 4_000;
const RENEW_AHEAD_MILLIS = 60_000;
const DRAIN_MILLIS = 5_000;
const TOKEN_EXPIRED = 4001;

/** Codes of RFC 6455 for what would be refused again. */
const REFUSED = new Set([1002, 1003, 1007, 1009]);

/** @param {number} code the server's word on whether to come back */
export const isFinal = (code) => REFUSED.has(code) || (code >= 4500 && code < 5000);

/**
 * Keeps one wire to some node: reconnects with full jitter, resumes, renews the token ahead of its expiry, and moves over
 * to another node before the one that drains goes away. Watchers read `status`.
 */
export class Socket extends Store {
  /** @type {Status} */ status = { state: 'stopped' };
  /** @type {Wire | undefined} */ #wire;
  /** The one that takes over from a draining node. @type {Wire | undefined} */ #successor;
  /** @type {Set<Wire>} */ #leaving = new Set();
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #retry;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #renewal;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #stable;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #drain;
  #failures = 0;
  #attempt = 0;

  /**
   * @param {object} parts
   * @param {string} parts.account whose connection it is
   * @param {() => WebSocket} parts.connect opens one, with the subprotocol
   * @param {TokenSource} parts.tokens
   * @param {() => Resume} parts.resume what to go on from
   * @param {(frame: Frame) => void} parts.onFrame every frame but answers, `drain` excepted
   * @param {(code: number) => void} [parts.onRefused] the server says not to come back
   * @param {import('./wire.js').Patience} [parts.patience]
   */
  constructor({ account, connect, tokens, resume, onFrame, onRefused = () => {}, patience = PATIENCE }) {
    super();
    this.account = account;
    this.connect = connect;
    this.tokens = tokens;
    this.resume = resume;
    this.onFrame = onFrame;
    this.onRefused = onRefused;
    this.patience = patience;
  }

  get online() {
    return this.#wire?.ready ?? false;
  }

  start() {
    if (this.status.state === 'stopped' || this.status.state === 'refused') this.#open();
  }

  stop() {
    this.#attempt++;
    for (const timer of [this.#retry, this.#renewal, this.#stable, this.#drain]) clearTimeout(timer);
    const wires = [this.#wire, this.#successor, ...this.#leaving];
    this.#wire = this.#successor = undefined;
    for (const wire of wires) wire?.end();
    this.#become({ state: 'stopped' });
  }

  /** As {@link Wire#request}. @param {string} type @param {Record<string, unknown>} [fields] @returns {Promise<any>} */
  request(type, fields) {
    return this.#wire ? this.#wire.request(type, fields) : Promise.reject(Problem.unreachable());
  }

  /** The machine woke up, or the network may have changed: try now, or make sure that the peer is still there. */
  nudge() {
    if (this.status.state === 'waiting') this.#open();
    else this.#wire?.probe(PROBE_MILLIS);
  }

  async #open(takingOver = false) {
    clearTimeout(this.#retry);
    const attempt = ++this.#attempt;
    if (!takingOver) this.#become({ state: 'connecting' });
    let token;
    try {
      token = await this.tokens.valid();
    } catch {
      // When the session is over, whoever owns this stops it.
      if (attempt === this.#attempt && !this.#wire) this.#later();
      return;
    }
    if (attempt !== this.#attempt) return;
    const wire = new Wire(
      this.connect(),
      { token, ...this.resume() },
      {
        onFrame: (frame) => this.#frame(wire, frame),
        onClose: (code) => this.#closed(wire, code),
        isMine: ({ accountId }) => accountId === this.account,
      },
      this.patience,
    );
    if (this.#wire) this.#successor = wire;
    else this.#wire = wire;
  }

  /** @param {Wire} wire @param {Frame} frame */
  #frame(wire, frame) {
    if (frame.type === 'drain') {
      clearTimeout(this.#drain);
      this.#drain = setTimeout(() => wire === this.#wire && this.#open(true), frame.afterMillis);
      return;
    }
    if (frame.type === 'ready') this.#ready(wire);
    this.onFrame(frame);
  }

  /** @param {Wire} wire */
  #ready(wire) {
    if (wire === this.#successor && this.#wire) this.#leave(this.#wire);
    if (wire === this.#successor) {
      this.#wire = wire;
      this.#successor = undefined;
    }
    this.#renewLater();
    clearTimeout(this.#stable);
    this.#stable = setTimeout(() => {
      this.#failures = 0;
    }, STABLE_MILLIS);
    this.#become({ state: 'online' });
  }

  /** What was asked there is still answered there. @param {Wire} wire */
  #leave(wire) {
    this.#leaving.add(wire);
    setTimeout(() => wire.end(), wire.pending ? DRAIN_MILLIS : 0);
  }

  #renewLater() {
    clearTimeout(this.#renewal);
    const left = this.tokens.expiresAt - Date.now();
    const wait = Math.max(left - RENEW_AHEAD_MILLIS, left / 2, 1_000);
    this.#renewal = setTimeout(() => this.#renew(), Math.min(wait, 2 ** 31 - 1));
  }

  /** A failure here is no harm yet: when the token expires, the server closes and the next attempt asks again. */
  async #renew() {
    try {
      const token = await this.tokens.refresh();
      await this.request('authenticate', { token });
    } catch (failure) {
      Problem.of(failure);
    }
    if (this.#wire) this.#renewLater();
  }

  /** @param {Wire} wire @param {number} code */
  #closed(wire, code) {
    this.#leaving.delete(wire);
    if (wire === this.#successor) this.#tryAnother();
    if (wire !== this.#wire) return;
    this.#wire = this.#successor;
    this.#successor = undefined;
    for (const timer of [this.#renewal, this.#stable, this.#drain]) clearTimeout(timer);
    if (isFinal(code)) this.#refused(code);
    else if (code === TOKEN_EXPIRED) this.#renewAndReturn();
    else if (this.#wire) this.#become({ state: 'connecting' });
    else this.#later();
  }

  /** A shared port may lead to the node that drains once more. */
  #tryAnother() {
    this.#successor = undefined;
    clearTimeout(this.#drain);
    this.#drain = setTimeout(() => this.#wire?.ready && this.#open(true), backoffMillis(1));
  }

  /** @param {number} code */
  #refused(code) {
    this.#attempt++;
    this.#wire?.end();
    this.#become({ state: 'refused', code });
    this.onRefused(code);
  }

  async #renewAndReturn() {
    const attempt = ++this.#attempt;
    this.#become({ state: 'connecting' });
    try {
      await this.tokens.refresh();
    } catch {
      // Asked again with the next attempt.
    }
    if (attempt !== this.#attempt || this.#wire) return;
    if (this.#failures++ === 0) this.#open();
    else this.#later();
  }

  #later() {
    const wait = backoffMillis(++this.#failures);
    this.#become({ state: 'waiting', retryAt: Date.now() + wait });
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => this.#open(), wait);
  }

  /** @param {Status} status */
  #become(status) {
    this.status = status;
    this.changed();
  }
}
