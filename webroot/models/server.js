import { backoffMillis } from '../lib/backoff.js';
import { Store } from '../lib/store.js';

/**
 * @typedef {import('../lib/http.js').Send} Send
 * @typedef {{minLength: number, maxLength: number}} Bounds
 * @typedef {{version: string, maxBodyBytes: number, features: string[],
 *   signUp: {mode: string, verifiedEmail: boolean, fields: Record<string, Bounds>},
 *   messages: {maxChars: number, pageSize: number},
 *   profile: {displayNameMaxChars: number, aboutMaxChars: number, pictureMaxBytes: number},
 *   throttle: Record<string, {everyMillis: number, burst: number}>}} ServerInfo
 */

/** What the server says of itself. Until it has answered, the contract's own limits. */
export class Server extends Store {
  /** @type {Pick<ServerInfo, 'signUp' | 'messages' | 'profile'>} */
  #info = {
    signUp: {
      mode: 'open',
      verifiedEmail: false,
      fields: {
        firstName: { minLength: 1, maxLength: 100 },
        lastName: { minLength: 1, maxLength: 100 },
        email: { minLength: 3, maxLength: 254 },
        username: { minLength: 4, maxLength: 50 },
        password: { minLength: 8, maxLength: 256 },
      },
    },
    messages: { maxChars: 16_000, pageSize: 15 },
    profile: { displayNameMaxChars: 50, aboutMaxChars: 500, pictureMaxBytes: 5_242_880 },
  };

  get messages() {
    return this.#info.messages;
  }

  get profile() {
    return this.#info.profile;
  }

  get signUp() {
    return this.#info.signUp;
  }

  /** @param {string} field of signing up @returns {Bounds} */
  bounds(field) {
    return this.signUp.fields[field] ?? { minLength: 0, maxLength: Infinity };
  }

  /** Asks, again and again while the server is out of reach. @param {Send} send @param {number} [tries] */
  async ask(send, tries = 0) {
    try {
      this.#info = await send('GET', '/server');
      this.changed();
    } catch {
      setTimeout(() => this.ask(send, tries + 1), backoffMillis(tries));
    }
  }
}

/** The one that this page came from. */
export const server = new Server();
