import { mock } from 'node:test';

/** Time that stands still until a test moves it: no test waits. */
export function useFakeTime() {
  mock.timers.enable({ apis: ['setTimeout', 'setInterval', 'Date'], now: Date.parse('2026-01-02T03:04:05.000Z') });
  return {
    /** Moves on in small steps and lets promises settle in between. @param {number} millis */
    async pass(millis) {
      for (let left = millis; left > 0; left -= 50) {
        mock.timers.tick(Math.min(50, left));
        await settled();
      }
    },
    end: () => mock.timers.reset(),
  };
}

/** Lets everything that waits for a resolved promise run. */
export async function settled() {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

/** A storage as the browser has it, in memory. @param {Map<string, string>} [items] @returns {Storage} */
export function memoryStorage(items = new Map()) {
  return {
    get length() {
      return items.size;
    },
    key: (index) => [...items.keys()][index] ?? null,
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, String(value)),
    removeItem: (key) => void items.delete(key),
    clear: () => items.clear(),
  };
}

export const ME = '01980000-0000-7000-8000-000000000001';
export const JUMA = '01980000-0000-7000-8000-000000000002';
export const CONVERSATION = '01980000-0000-7000-8000-0000000000c1';

/** @param {string} id @param {string} name */
const account = (id, name) => ({
  id,
  username: name,
  displayName: name,
  picture: '/api/v1/pictures/7-QQ/256',
  revision: 0,
  createdAt: '2026-01-01T00:00:00.000Z',
});

/** @param {Partial<import('../webroot/lib/api.js').Conversation>} [changes] @returns {import('../webroot/lib/api.js').Conversation} */
export const conversation = (changes = {}) => ({
  id: CONVERSATION,
  kind: 'one-to-one',
  members: [
    { account: account(ME, 'asha'), role: 'member' },
    { account: account(JUMA, 'juma'), role: 'member' },
  ],
  head: 0,
  messageCount: 0,
  lastMessage: null,
  lastActivityAt: '2026-01-01T00:00:00.000Z',
  readPosition: 0,
  readNumber: 0,
  unread: 0,
  mayPost: true,
  accepted: true,
  createdAt: '2026-01-01T00:00:00.000Z',
  ...changes,
});

/** @param {number} position @param {Partial<import('../webroot/lib/api.js').Message>} [changes] @returns {import('../webroot/lib/api.js').Message} */
export const message = (position, changes = {}) => ({
  id: `01980000-0000-7000-8000-${String(position).padStart(12, '0')}`,
  conversationId: CONVERSATION,
  position,
  number: position,
  senderId: JUMA,
  clientId: `6d7a5c1e-3b2f-4a51-9d43-${String(position).padStart(12, '0')}`,
  text: `text ${position}`,
  at: new Date(Date.parse('2026-01-02T00:00:00.000Z') + position * 1000).toISOString(),
  ...changes,
});

/** @param {import('../webroot/lib/api.js').Message} data @returns {import('../webroot/lib/api.js').StreamEvent} */
export const posted = (data) => ({
  type: 'message-posted',
  stream: data.conversationId,
  position: data.position,
  at: data.at,
  data,
});

/** A promise and the means to settle it. @template T */
export class Later {
  /** @type {Promise<T>} */ promise;
  /** @type {(value: T) => void} */ resolve = () => {};
  /** @type {(reason: unknown) => void} */ reject = () => {};

  constructor() {
    this.promise = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
  }
}
