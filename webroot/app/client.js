import { Problem } from '../lib/problem.js';
import { Socket } from '../lib/socket/socket.js';
import { Contacts } from '../models/contacts.js';
import { Conversations } from '../models/conversations.js';
import { Drafts } from '../models/drafts.js';
import { Histories } from '../models/histories.js';
import { Outbox } from '../models/outbox.js';
import { People } from '../models/people.js';
import { Profiles } from '../models/profiles.js';
import { Reading } from '../models/reading.js';
import { Sessions } from '../models/sessions.js';
import { Settings } from '../models/settings.js';
import { Sync } from '../models/sync.js';
import { TwoFactor } from '../models/two-factor.js';

/**
 * @typedef {import('../lib/api.js').Api} Api
 * @typedef {import('../lib/api.js').Message} Message
 * @typedef {import('../lib/tokens.js').Me} Me
 * @typedef {import('../lib/tokens.js').TokenSource} TokenSource
 * @typedef {import('../lib/storage.js').Kept} Kept
 */

/** Where sockets are refused altogether, the list is read over HTTP after this. */
const WITHOUT_SOCKET_MILLIS = 2_000;

/** @param {Location} place */
const socketAddress = ({ protocol, host }) => `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/api/v1/socket`;

/** Everything that lives while one account is signed in. */
export class Client {
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #withoutSocket;

  /**
   * @param {object} parts
   * @param {Me} parts.account
   * @param {Api} parts.api in the account's name
   * @param {TokenSource} parts.tokens of the account
   * @param {Kept} parts.kept
   * @param {() => void} [parts.onLeft] the account is deleted
   * @param {(code: number) => void} parts.onRefused the socket's server says not to come back
   * @param {(message: Message) => void} parts.onMessage
   * @param {(request: import('../lib/api.js').ContactEntry) => void} [parts.onRequest] somebody asks to be a contact
   */
  constructor({ account, api, tokens, kept, onRefused, onMessage, onRequest = () => {}, onLeft = () => {} }) {
    const me = account.id;
    this.api = api;
    this.onLeft = onLeft;
    this.kept = kept.under(`${me}.`);
    this.conversations = new Conversations({ api, me });
    this.histories = new Histories({ api });
    this.people = new People({ api, me });
    this.profiles = new Profiles({
      api,
      me: account,
      onProfile: (profile) => {
        this.conversations.profile(profile);
        this.people.profile(profile);
        this.contacts.profile(profile);
      },
      onMore: () => this.conversations.load(),
    });
    this.contacts = new Contacts({
      api,
      onAccess: (accountId) => this.conversations.refresh(accountId),
      onRequest,
    });
    this.sessions = new Sessions({ api });
    this.twoFactor = new TwoFactor({ api });
    this.settings = new Settings({ api, kept: this.kept });
    this.drafts = new Drafts({ kept: this.kept });
    this.outbox = new Outbox({
      post: (entry) => this.#post(entry),
      onSent: (message) => this.sync.confirmed(message),
      kept: this.kept.under('outbox.'),
    });
    this.reading = new Reading({
      conversations: this.conversations,
      markRead: (conversationId, position) =>
        this.socket.online
          ? this.socket.request('mark-read', { conversationId, position })
          : api.markRead(conversationId, position),
    });
    /** @type {Sync} */
    this.sync = new Sync({
      me,
      read: (stream, after, limit) =>
        this.socket.online
          ? this.socket.request('read-events', { stream, after, limit })
          : api.listEvents(stream, after, limit),
      conversations: this.conversations,
      histories: this.histories,
      outbox: this.outbox,
      onMessage,
      onProfile: (profile) => this.profiles.take(profile),
      onReturn: (since) => this.profiles.missed(since),
      onPersonal: (event) => this.#personal(event),
    });
    /** @type {Socket} */
    this.socket = new Socket({
      account: me,
      connect: () => new WebSocket(socketAddress(location), 'gumzo.v1'),
      tokens,
      resume: () => this.sync.resume(),
      onFrame: (frame) => this.sync.frame(frame),
      onRefused,
    });
  }

  /** Who is signed in, as they are now. */
  get account() {
    return this.profiles.me;
  }

  start() {
    this.socket.start();
    this.outbox.flush();
    this.#withoutSocket = setTimeout(() => {
      if (this.conversations.state === 'idle') this.conversations.load();
      if (!this.settings.known) this.#loadSettings();
    }, WITHOUT_SOCKET_MILLIS);
  }

  stop() {
    clearTimeout(this.#withoutSocket);
    for (const part of [this.outbox, this.people, this.profiles, this.reading, this.settings, this.sync]) {
      part.close();
    }
    this.socket.stop();
  }

  /** Deletes the account. @param {import('../lib/api.js').Proof & {messages: 'keep' | 'remove'}} wish */
  async leave(wish) {
    await this.api.deleteMe(wish);
    this.stop();
    this.forget();
    this.onLeft();
  }

  /** Leaves nothing of this account in the browser. */
  forget() {
    this.kept.clear();
  }

  /** Something of my own, besides conversations. @param {import('../models/sync.js').Personal} event */
  #personal(event) {
    this.contacts.apply(event);
    this.sessions.apply(event);
    this.twoFactor.apply(event);
    this.settings.apply(event);
    if (event.type === 'account-changed') this.profiles.takeDetails(event.data);
    if (event.type === 'email-verified') this.profiles.verified(event.data.email);
    if (event.type === 'restart' || (event.type === 'ready' && !this.settings.known)) this.#loadSettings();
  }

  /** Where they can't be had now, what was kept here holds until the next connection. */
  #loadSettings() {
    this.settings.load().catch((failure) => Problem.of(failure));
  }

  /** @param {import('../models/outbox.js').Entry} entry @returns {Promise<Message>} */
  #post({ conversationId, clientId, text }) {
    return this.socket.online
      ? this.socket.request('post-message', { conversationId, clientId, text })
      : this.api.postMessage(conversationId, { clientId, text });
  }
}
