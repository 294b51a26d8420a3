import { Problem } from '../lib/problem.js';
import { Store } from '../lib/store.js';
import { applyEvent, applyRead, applySnapshot, byActivity } from './conversation.js';
import { withProfiles } from './profile.js';

/**
 * @typedef {import('../lib/api.js').Account} Account
 * @typedef {import('../lib/api.js').Api} Api
 * @typedef {import('../lib/api.js').Conversation} Conversation
 * @typedef {import('../lib/api.js').ReadState} ReadState
 * @typedef {import('../lib/api.js').StreamEvent} StreamEvent
 */

const PAGE = 30;
/** Pages read at once when more has changed than the socket tells. */
const CATCH_UP_PAGES = 20;

/** My conversations, the latest activity first, as far as they are loaded. */
export class Conversations extends Store {
  /** @type {Map<string, Conversation>} */ #byId = new Map();
  /** @type {Conversation[] | undefined} */ #sorted;
  /** @type {Map<string, Promise<Conversation>>} */ #fetching = new Map();
  /** @type {string | null} */ #next = null;
  /** @type {'idle' | 'loading' | 'ready' | 'failed'} */ state = 'idle';
  loadingMore = false;
  /** The next page could not be had: it is asked for again when somebody says so. */ failedMore = false;
  /** @type {Problem | undefined} */ problem;

  /** @param {{api: Api, me: string}} parts */
  constructor({ api, me }) {
    super();
    this.api = api;
    this.me = me;
  }

  /** @returns {Conversation[]} the same array until something changes */
  get list() {
    this.#sorted ??= [...this.#byId.values()].sort(byActivity);
    return this.#sorted;
  }

  get hasMore() {
    return this.#next !== null;
  }

  get unread() {
    return this.list.reduce((sum, conversation) => sum + conversation.unread, 0);
  }

  /** @param {string} id */
  get(id) {
    return this.#byId.get(id);
  }

  /** Reads the list anew: the first page, or as many as reach back to `since`.
   * @param {string} [since] a time of the server */
  async load(since) {
    if (this.state !== 'ready') this.#become('loading');
    try {
      let page = await this.api.listConversations({ limit: PAGE });
      page.items.forEach((snapshot) => this.put(snapshot));
      const reached = () => !since || (page.items.at(-1)?.lastActivityAt ?? '') < since;
      for (let pages = 1; page.next && !reached() && pages < CATCH_UP_PAGES; pages++) {
        page = await this.api.listConversations({ limit: PAGE, cursor: page.next });
        page.items.forEach((snapshot) => this.put(snapshot));
      }
      if (this.state !== 'ready') this.#next = page.next;
      this.#become('ready');
    } catch (failure) {
      this.#become(this.state === 'ready' ? 'ready' : 'failed', Problem.of(failure));
    }
  }

  async loadMore() {
    if (this.#next === null || this.loadingMore) return;
    this.loadingMore = true;
    this.failedMore = false;
    this.changed();
    try {
      const page = await this.api.listConversations({ limit: PAGE, cursor: this.#next });
      page.items.forEach((snapshot) => this.put(snapshot));
      this.#next = page.next;
      this.problem = undefined;
    } catch (failure) {
      this.problem = Problem.of(failure);
      this.failedMore = true;
    } finally {
      this.loadingMore = false;
      this.changed();
    }
  }

  /** The one that is known, or else the server's. @param {string} id */
  async ensure(id) {
    return this.#byId.get(id) ?? this.fetch(id);
  }

  /** A fresh snapshot; asked for once at a time. @param {string} id @returns {Promise<Conversation>} */
  fetch(id) {
    const asked =
      this.#fetching.get(id) ??
      this.api
        .getConversation(id)
        .then((snapshot) => this.put(snapshot))
        .finally(() => this.#fetching.delete(id));
    this.#fetching.set(id, asked);
    return asked;
  }

  /** The one with that person, created when there is none. @param {string} accountId */
  async with(accountId) {
    return this.put(await this.api.createConversation(accountId));
  }

  /** @param {Conversation} snapshot @returns {Conversation} */
  put(snapshot) {
    return this.#set(applySnapshot(this.#byId.get(snapshot.id), snapshot));
  }

  /** Of a snapshot, only how far I have read: what was said comes through the stream. @param {ReadState} read */
  read(read) {
    const known = this.#byId.get(read.conversationId);
    if (known) this.#set(applyRead(known, read));
  }

  /** @param {StreamEvent} event of the conversation's own stream */
  apply(event) {
    const known = this.#byId.get(event.stream);
    if (known) this.#set(applyEvent(known, event, this.me));
  }

  /** Somebody, perhaps a member, as they are now. @param {Account} account */
  profile(account) {
    for (const known of this.#byId.values()) {
      const now = withProfiles(known, [account]);
      if (now !== known) this.#set(now);
    }
  }

  /** The one with that person, if it is loaded. @param {string} accountId */
  knownWith(accountId) {
    return this.list.find(
      ({ kind, members }) =>
        kind === 'one-to-one' && accountId !== this.me && members.some(({ account }) => account.id === accountId),
    );
  }

  /** Something changed between me and somebody: whether I may post there is read anew. @param {string} accountId */
  async refresh(accountId) {
    const known = this.knownWith(accountId);
    if (!known) return;
    try {
      await this.#fetching.get(known.id)?.catch(() => {});
      await this.fetch(known.id);
    } catch {
      // The next snapshot tells.
    }
  }

  /** I take what the other one writes. @param {string} id */
  accepted(id) {
    const known = this.#byId.get(id);
    if (known && !known.accepted) this.#set({ ...known, accepted: true });
  }

  /** @param {string} id */
  async accept(id) {
    await this.api.strangers.acceptConversation(id);
    this.accepted(id);
  }

  /** @param {Conversation} conversation */
  #set(conversation) {
    this.#byId.set(conversation.id, conversation);
    this.#sorted = undefined;
    this.changed();
    return conversation;
  }

  /** @param {Conversations['state']} state @param {Problem} [problem] */
  #become(state, problem) {
    this.state = state;
    this.problem = problem;
    this.changed();
  }
}
