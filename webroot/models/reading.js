/**
 * @typedef {import('../lib/api.js').ReadState} ReadState
 * @typedef {import('./conversations.js').Conversations} Conversations
 */

const GATHER_MILLIS = 250;

/** Tells the server how far I have read, a moment after the last change. */
export class Reading {
  /** @type {Map<string, number>} */ #due = new Map();
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #timer;

  /** @param {{conversations: Conversations, markRead: (id: string, position: number) => Promise<ReadState>}} parts */
  constructor({ conversations, markRead }) {
    this.conversations = conversations;
    this.markRead = markRead;
  }

  /** Everything in the conversation up to its head has been seen. @param {string} id */
  seen(id) {
    const conversation = this.conversations.get(id);
    if (!conversation || conversation.unread === 0 || (this.#due.get(id) ?? 0) >= conversation.head) return;
    this.#due.set(id, conversation.head);
    this.#timer ??= setTimeout(() => this.#tell(), GATHER_MILLIS);
  }

  close() {
    clearTimeout(this.#timer);
  }

  #tell() {
    this.#timer = undefined;
    for (const [id, position] of this.#due) {
      this.markRead(id, position)
        .then(
          (read) => this.conversations.read(read),
          () => {
            // It is said again with the next message or look.
          },
        )
        .finally(() => {
          if (this.#due.get(id) === position) this.#due.delete(id);
        });
    }
  }
}
