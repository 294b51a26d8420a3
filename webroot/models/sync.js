import { Stream } from './stream.js';

/**
 * @typedef {import('../lib/api.js').Api} Api
 * @typedef {import('../lib/api.js').Conversation} Conversation
 * @typedef {import('../lib/api.js').Message} Message
 * @typedef {import('../lib/api.js').StreamEvent} StreamEvent
 * @typedef {import('../lib/api.js').EventPage} EventPage
 * @typedef {import('../lib/tokens.js').Profile} Profile
 * @typedef {import('../lib/socket/wire.js').Frame} Frame
 * @typedef {import('./conversations.js').Conversations} Conversations
 * @typedef {import('./histories.js').Histories} Histories
 * @typedef {import('./outbox.js').Outbox} Outbox
 * @typedef {Pick<StreamEvent, 'type' | 'stream' | 'data'> & {position?: number}} Personal
 */

const MOST_OPEN = 20;

/** Keeps the models abreast of the server: turns frames into events of streams, and those into changes. */
export class Sync {
  /** @type {Map<string, Stream>} */ #streams = new Map();
  /** @type {Stream | undefined} */ #personal;
  /** @type {string[]} conversations on the screen, the one opened last at the end */ #open = [];
  /** @type {string | undefined} `at` of the last `ready` */ #since;

  /**
   * @param {object} parts
   * @param {string} parts.me
   * @param {(stream: string, after: number, limit: number) => Promise<EventPage>} parts.read
   * @param {Conversations} parts.conversations
   * @param {Histories} parts.histories
   * @param {Outbox} parts.outbox
   * @param {(message: Message) => void} [parts.onMessage] a new one, from whomever
   * @param {(profile: Profile) => void} [parts.onProfile] somebody's, perhaps mine, as it is now
   * @param {(since: string) => void} [parts.onReturn] what is of the moment may have been missed since then
   * @param {(event: Personal) => void} [parts.onPersonal] an event of my personal stream or of the moment; `ready` after
   *   each connection, since what was of the moment then is lost; `restart` where events of the stream were left out
   */
  constructor({
    me,
    read,
    conversations,
    histories,
    outbox,
    onMessage = () => {},
    onProfile = () => {},
    onReturn = () => {},
    onPersonal = () => {},
  }) {
    this.me = me;
    this.read = read;
    this.conversations = conversations;
    this.histories = histories;
    this.outbox = outbox;
    this.onMessage = onMessage;
    this.onProfile = onProfile;
    this.onReturn = onReturn;
    this.onPersonal = onPersonal;
  }

  /** What the next connection goes on from. */
  resume() {
    if (this.#since === undefined) return {};
    const open = this.#open
      .filter((id) => this.conversations.get(id))
      .map((id) => ({ stream: id, after: this.#stream(id).have }));
    if (this.#personal) open.push({ stream: this.me, after: this.#personal.have });
    return { since: this.#since, open: open.slice(-MOST_OPEN) };
  }

  /** These conversations are on the screen. @param {string[]} ids */
  show(ids) {
    this.#open = ids;
  }

  /** @param {Frame} frame */
  frame(frame) {
    if (frame.type === 'ready') this.#ready(frame);
    else if (frame.type === 'lag') {
      frame.streams.forEach((/** @type {any} */ lag) => this.#expect(lag.stream, lag.head));
    } else if (typeof frame.stream !== 'string') return;
    else if (frame.position === undefined) this.#moment(/** @type {any} */ (frame));
    else this.offer(/** @type {any} */ (frame));
  }

  /** What is of the moment is in no stream. @param {Pick<StreamEvent, 'type' | 'stream' | 'data'>} event */
  #moment(event) {
    if (event.type === 'profile-changed') this.onProfile(event.data);
    else this.onPersonal(event);
  }

  /** @param {StreamEvent} event */
  offer(event) {
    if (event.stream === this.me) this.#personal?.offer(event);
    else if (this.conversations.get(event.stream)) this.#stream(event.stream).offer(event);
    else this.#discover(event.stream);
  }

  /** What the server confirmed to the sender is an event like any other, which may overtake the stream.
   * @param {Message} message */
  confirmed(message) {
    const { conversationId: stream, position, at } = message;
    this.offer({ type: 'message-posted', stream, position, at, data: message });
    this.outbox.settle(stream, this.conversations.get(stream)?.head ?? 0);
  }

  close() {
    this.#personal?.close();
    for (const stream of this.#streams.values()) stream.close();
  }

  /** @param {Frame} ready */
  #ready(ready) {
    const first = this.#since === undefined;
    if (!this.#personal) this.#personal = this.#personalStream(ready.personal.head);
    else this.#personal.expect(ready.personal.head);
    for (const snapshot of ready.conversations) this.#changed(snapshot);
    if (first || ready.more || this.conversations.state !== 'ready') {
      this.conversations.load(this.#since).then(() => this.#alignAll());
    }
    if (this.#since !== undefined) this.onReturn(this.#since);
    this.#since = ready.at;
    this.outbox.resume();
    this.onPersonal({ type: 'ready', stream: this.me, data: {} });
    // What could not be told while there was no connection, such as how far one has read, is told now.
    this.conversations.changed();
  }

  /** A conversation of which the server says how far it is. Where messages are on the screen they come one by one.
   * @param {Conversation} snapshot */
  #changed(snapshot) {
    const known = this.conversations.get(snapshot.id);
    if (known && this.#open.includes(snapshot.id)) {
      this.conversations.read({ ...snapshot, conversationId: snapshot.id });
      this.#stream(snapshot.id).expect(snapshot.head);
      return;
    }
    this.conversations.put(snapshot);
    this.#align(snapshot.id);
  }

  /** @param {string} id @param {number} head */
  #expect(id, head) {
    if (id === this.me) this.#personal?.expect(head);
    else if (this.conversations.get(id)) this.#stream(id).expect(head);
    else this.#discover(id);
  }

  /** Something happened in a conversation that is not loaded. A list that is being read may bring it just as well.
   * @param {string} id */
  #discover(id) {
    this.conversations.ensure(id).then(
      () => this.#align(id),
      () => {
        // Not mine any more, or out of reach: `ready` and the personal stream tell again.
      },
    );
  }

  /** @param {string} id @returns {Stream} */
  #stream(id) {
    const known = this.#streams.get(id);
    const head = this.conversations.get(id)?.head ?? 0;
    if (known) {
      if (head > known.have) this.#align(id);
      return known;
    }
    const stream = new Stream({
      have: head,
      apply: (event) => this.#apply(event),
      read: (after, limit) => this.read(id, after, limit),
      restart: () => this.#restart(id),
    });
    this.#streams.set(id, stream);
    return stream;
  }

  /** @param {StreamEvent} event */
  #apply(event) {
    this.conversations.apply(event);
    if (event.type === 'account-deleted' && event.data.messagesRemoved) {
      this.histories.known(event.stream)?.removed(event.data.accountId);
    }
    if (event.type === 'message-withheld') this.histories.known(event.stream)?.pass(event.data.number);
    if (event.type !== 'message-posted') return;
    const history = this.histories.known(event.stream);
    history?.add(event.data);
    // A snapshot passed what is withheld from me, and the page has to say that nothing is missing.
    if (history?.reach(event.data.number) && this.#open.includes(event.stream)) history.open();
    this.outbox.arrived(event.data);
    this.onMessage(event.data);
  }

  /** @param {string} id */
  async #restart(id) {
    const snapshot = await this.conversations.fetch(id);
    this.#align(id);
    return snapshot.head;
  }

  /** @param {number} have */
  #personalStream(have) {
    return new Stream({
      have,
      apply: (event) => this.#applyPersonal(event),
      read: (after, limit) => this.read(this.me, after, limit),
      restart: async () => {
        const page = await this.read(this.me, Number.MAX_SAFE_INTEGER, 1);
        await this.conversations.load(this.#since);
        this.onPersonal({ type: 'restart', stream: this.me, data: {} });
        return page.head;
      },
    });
  }

  /** @param {StreamEvent} event */
  #applyPersonal(event) {
    if (event.type === 'conversation-added') this.conversations.put(event.data);
    if (event.type === 'conversation-read') this.conversations.read(event.data);
    if (event.type === 'conversation-accepted') this.conversations.accepted(event.data.conversationId);
    if (event.type === 'profile-changed') this.onProfile(event.data);
    this.onPersonal(event);
  }

  /** A snapshot read over HTTP may be ahead of the stream; the history is then brought up to it.
   * @param {string} id */
  #align(id) {
    const conversation = this.conversations.get(id);
    if (!conversation) return;
    this.#streams.get(id)?.moveTo(conversation.head);
    this.outbox.settle(id, conversation.head);
    const history = this.histories.known(id);
    if (history?.reach(conversation.lastMessage?.number ?? 0) && this.#open.includes(id)) history.open();
  }

  #alignAll() {
    for (const { id } of this.conversations.list) this.#align(id);
  }
}
