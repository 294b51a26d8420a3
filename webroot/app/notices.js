import { t } from '../lib/i18n/i18n.js';
import { Store } from '../lib/store.js';
import { otherMember } from '../models/conversation.js';

/**
 * @typedef {import('../lib/api.js').Message} Message
 * @typedef {import('./client.js').Client} Client
 */

const TOAST_MILLIS = 8_000;
const MOST_TOASTS = 3;

/** What is said on top of the page: short notices for all, and a spoken line for screen readers. */
export class Notices extends Store {
  /** @type {{id: number, text: string}[]} */ toasts = [];
  announcement = '';
  /** The conversation on the screen. */ open = '';
  #count = 0;

  /** @param {string} text */
  toast(text) {
    const id = ++this.#count;
    this.toasts = [...this.toasts.filter((toast) => toast.text !== text), { id, text }].slice(-MOST_TOASTS);
    setTimeout(() => this.dismiss(id), TOAST_MILLIS);
    this.changed();
  }

  /** @param {number} id */
  dismiss(id) {
    this.toasts = this.toasts.filter((toast) => toast.id !== id);
    this.changed();
  }

  /** What is said twice has to differ, or else a screen reader hears no change. @param {string} text */
  announce(text) {
    this.announcement = text === this.announcement ? `${text}\u00a0` : text;
    this.changed();
  }

  /** Another account, or none: what was said to the one before is not in the page any more. */
  forget() {
    this.announcement = '';
    this.open = '';
    this.toasts = [];
  }

  /** @param {Message} message @param {Client} client */
  message(message, client) {
    const conversation = client.conversations.get(message.conversationId);
    if (!conversation || message.senderId === client.account.id) return;
    const name = otherMember(conversation, client.account.id).displayName;
    this.announce(
      message.conversationId === this.open
        ? t('announce.message', { name, text: message.text.slice(0, 300) })
        : t('announce.messageIn', { name }),
    );
  }
}
