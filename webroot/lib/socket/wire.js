import { Problem } from '../problem.js';
import { uuid } from '../uuid.js';

/**
 * @typedef {{type: string, [field: string]: any}} Frame
 * @typedef {{token: string, since?: string, open?: {stream: string, after: number}[]}} Greeting
 * @typedef {{onFrame: (frame: Frame) => void, onClose: (code: number) => void, isMine?: (ready: Frame) => boolean}} WireEvents
 *   isMine: whether the server took the connection for the account that is meant
 * @typedef {{idleMillis: number, answerMillis: number, readyMillis: number}} Patience
 */

/** @type {Patience} */
export const PATIENCE = { idleMillis: 20_000, answerMillis: 10_000, readyMillis: 15_000 };

/** Local close code for a peer that stopped answering; the server uses the same for a silent client. */
export const SILENT = 4004;

/** Local close code for a peer that took the token for another account's; the server uses the same for one that is not valid. */
const NOT_MINE = 4503;

/** Local close code for a peer that sends what is no frame: some proxy, perhaps; trying anew may help. */
const GARBLED = 1006;

/** @param {string} text @returns {Frame | undefined} */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch (failure) {
    console.warn('The server sent what is no frame:', failure);
    return undefined;
  }
}

/**
 * One WebSocket: greets, pairs commands with their answers by `ref`, and notices a peer that went silent.
 * It ends once, with `onClose`; whatever was unanswered then fails as unreachable.
 */
export class Wire {
  /** @type {Map<string, {resolve: (data: any) => void, reject: (problem: Problem) => void, timer: ReturnType<typeof setTimeout>}>} */
  #asked = new Map();
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #idle;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #greeting;
  #ended = false;
  ready = false;

  /** @param {WebSocket} webSocket @param {Greeting} greeting @param {WireEvents} events @param {Patience} [patience] */
  constructor(webSocket, greeting, events, patience = PATIENCE) {
    this.webSocket = webSocket;
    this.events = events;
    this.patience = patience;
    this.#greeting = setTimeout(() => this.end(SILENT), patience.readyMillis);
    webSocket.onopen = () => webSocket.send(JSON.stringify({ type: 'authenticate', ...greeting }));
    webSocket.onmessage = (message) => this.#receive(message.data);
    webSocket.onclose = (close) => this.end(close.code);
  }

  get pending() {
    return this.#asked.size;
  }

  /**
   * Sends a command and answers `ok.data`. Fails with the server's Problem, or as unreachable when no answer came: what
   * was asked may have been done all the same.
   * @param {string} type @param {Record<string, unknown>} [fields] @param {number} [withinMillis]
   * @returns {Promise<any>}
   */
  request(type, fields = {}, withinMillis = this.patience.answerMillis) {
    if (this.#ended || !this.ready) return Promise.reject(Problem.unreachable());
    const ref = uuid();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#asked.delete(ref);
        reject(Problem.unreachable());
        // Slow, or gone? Whoever is there answers a ping at once.
        if (type !== 'ping') this.probe(withinMillis / 2);
      }, withinMillis);
      this.#asked.set(ref, { resolve, reject, timer });
      this.webSocket.send(JSON.stringify({ type, ref, ...fields }));
    });
  }

  /** Asks for a sign of life; ends the wire when none comes. @param {number} [withinMillis] */
  probe(withinMillis = this.patience.answerMillis) {
    if (!this.ready || this.#ended) return;
    this.request('ping', {}, withinMillis).catch(() => this.end(SILENT));
  }

  /** Ends now, without waiting for the peer, which may be out of reach.
   * @param {number} [code] what `onClose` is told */
  end(code = 1000) {
    if (this.#ended) return;
    this.#ended = true;
    this.ready = false;
    clearTimeout(this.#idle);
    clearTimeout(this.#greeting);
    const webSocket = this.webSocket;
    webSocket.onopen = webSocket.onmessage = webSocket.onclose = null;
    webSocket.close(1000);
    for (const { reject, timer } of this.#asked.values()) {
      clearTimeout(timer);
      reject(Problem.unreachable());
    }
    this.#asked.clear();
    this.events.onClose(code);
  }

  /** @param {string} text */
  #receive(text) {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.probe(), this.patience.idleMillis);
    const frame = parsed(text);
    if (!frame) {
      this.end(GARBLED);
      return;
    }
    if (frame.type === 'ok') this.#settle(frame.ref)?.resolve(frame.data);
    else if (frame.type === 'problem') this.#refused(frame);
    else if (frame.type === 'ready' && this.events.isMine?.(frame) === false) this.end(NOT_MINE);
    else {
      if (frame.type === 'ready') {
        clearTimeout(this.#greeting);
        this.ready = true;
        this.#settle(frame.ref)?.resolve(frame);
      }
      this.events.onFrame(frame);
    }
  }

  /** @param {Frame} frame */
  #refused(frame) {
    const problem = new Problem(frame.problem);
    const asked = this.#settle(frame.ref);
    if (asked) asked.reject(problem);
    else console.warn('The server refused a frame:', problem.type, problem.requestId ?? '');
  }

  /** @param {string | undefined} ref */
  #settle(ref) {
    const asked = this.#asked.get(ref ?? '');
    if (!asked) return undefined;
    clearTimeout(asked.timer);
    this.#asked.delete(ref ?? '');
    return asked;
  }
}
