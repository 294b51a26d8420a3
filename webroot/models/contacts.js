import { Problem } from '../lib/problem.js';
import { Store } from '../lib/store.js';
import { Entries } from './entries.js';
import { newest } from './profile.js';

/**
 * @typedef {import('../lib/api.js').Account} Account
 * @typedef {import('../lib/api.js').Api} Api
 * @typedef {import('../lib/api.js').ContactEntry} ContactEntry
 * @typedef {import('../lib/api.js').Relation} Relation
 * @typedef {import('../lib/api.js').StreamEvent} StreamEvent
 */

const PAGE = 50;
const KEPT = 500;

/** @param {ContactEntry} one @param {ContactEntry} other */
const latestFirst = (one, other) => (one.at < other.at ? 1 : -1);
/** @param {ContactEntry} one @param {ContactEntry} other */
const byName = (one, other) => one.account.displayName.localeCompare(other.account.displayName);

/** What is between me and others: requests, contacts and blocks. Follows my personal stream. */
export class Contacts extends Store {
  /** @type {Map<string, Relation>} those that were looked at */ #relations = new Map();
  /** @type {Map<string, Problem>} */ #problems = new Map();
  /** Counts what the stream told: an answer on its way meanwhile may be older. */ #told = 0;

  /**
   * @param {object} parts
   * @param {Api} parts.api
   * @param {(accountId: string) => void} [parts.onAccess] whether one may write to somebody has perhaps changed
   * @param {(entry: ContactEntry) => void} [parts.onRequest] somebody asks to be a contact
   */
  constructor({ api, onAccess = () => {}, onRequest = () => {} }) {
    super();
    this.api = api;
    this.onAccess = onAccess;
    this.onRequest = onRequest;
    const changed = () => this.changed();
    const requests = (/** @type {'incoming' | 'outgoing'} */ direction) =>
      new Entries({
        read: (cursor) => api.listContactRequests({ direction, cursor, limit: PAGE }),
        changed,
        order: latestFirst,
      });
    this.incoming = requests('incoming');
    this.outgoing = requests('outgoing');
    this.all = new Entries({ read: (cursor) => api.listContacts({ cursor, limit: PAGE }), changed, order: byName });
    this.blocks = new Entries({
      read: (cursor) => api.listBlocks({ cursor, limit: PAGE }),
      changed,
      order: latestFirst,
    });
  }

  get #lists() {
    return [this.incoming, this.outgoing, this.all, this.blocks];
  }

  /** @param {string} id */
  relation(id) {
    return this.#relations.get(id);
  }

  /** Why a relation could not be read. @param {string} id */
  problem(id) {
    return this.#problems.get(id);
  }

  /** @param {string} id */
  async look(id) {
    this.#problems.delete(id);
    try {
      let [told, relation] = [this.#told, await this.api.getRelation(id)];
      while (told !== this.#told) [told, relation] = [this.#told, await this.api.getRelation(id)];
      this.#take(relation);
    } catch (failure) {
      this.#problems.set(id, Problem.of(failure));
      this.changed();
    }
  }

  /** @param {string} id @param {string} [message] */
  request(id, message) {
    return this.#answered(id, () => this.api.requestContact(id, message));
  }

  /** @param {string} id */
  accept(id) {
    return this.#answered(id, () => this.api.acceptContactRequest(id));
  }

  /** @param {string} id */
  decline(id) {
    return this.#change(id, () => this.api.declineContactRequest(id));
  }

  /** @param {string} id */
  cancel(id) {
    return this.#change(id, () => this.api.cancelContactRequest(id));
  }

  /** @param {string} id */
  remove(id) {
    return this.#change(id, () => this.api.removeContact(id));
  }

  /** @param {string} id */
  block(id) {
    return this.#change(id, () => this.api.blockAccount(id));
  }

  /** @param {string} id */
  unblock(id) {
    return this.#change(id, () => this.api.unblockAccount(id));
  }

  /** Somebody, perhaps in a list, as they are now. @param {Account} profile */
  profile(profile) {
    const change = (/** @type {ContactEntry} */ entry) =>
      entry.account.id === profile.id ? { ...entry, account: newest(entry.account, profile) } : entry;
    for (const list of this.#lists) list.map(change);
  }

  /** What the personal stream tells. @param {Pick<StreamEvent, 'type' | 'data'>} event */
  apply({ type, data }) {
    if (data?.account ?? data?.accountId) this.#told++;
    if (type === 'ready' && ['idle', 'failed'].includes(this.incoming.state)) this.incoming.load();
    else if (type === 'restart') this.#lists.filter(({ state }) => state !== 'idle').forEach((list) => list.load());
    else if (type === 'contact-requested') this.#requested(data);
    else if (type === 'contact-request-ended') this.#ended(data.accountId);
    else if (type === 'contact-added') this.#added(data);
    else if (type === 'contact-removed') this.#removed(data.accountId);
    else if (type === 'account-blocked') this.#blocked(data);
    else if (type === 'account-unblocked') this.#unblocked(data.accountId);
  }

  /** @param {ContactEntry & {direction: 'incoming' | 'outgoing'}} request */
  #requested({ direction, account, message, at }) {
    const entry = { account, message, at };
    this[direction].put(entry);
    this.#update(account.id, { state: direction, message, at });
    if (direction === 'incoming') this.onRequest(entry);
  }

  /** @param {string} id */
  #ended(id) {
    this.incoming.remove(id);
    this.outgoing.remove(id);
    this.#update(id, { state: 'none', message: null, at: null });
  }

  /** @param {{account: Account, at: string}} added */
  #added({ account, at }) {
    this.#ended(account.id);
    this.all.put({ account, message: null, at });
    this.#update(account.id, { state: 'contact', mayMessage: true, message: null, at });
    this.onAccess(account.id);
  }

  /** @param {string} id */
  #removed(id) {
    this.all.remove(id);
    this.#update(id, { state: 'none', message: null, at: null });
    this.#changed(id);
  }

  /** @param {{account: Account, at: string}} blocked */
  #blocked({ account, at }) {
    this.blocks.put({ account, message: null, at });
    this.#update(account.id, { blocked: true, mayMessage: false });
    this.onAccess(account.id);
  }

  /** @param {string} id */
  #unblocked(id) {
    this.blocks.remove(id);
    this.#update(id, { blocked: false });
    this.#changed(id);
  }

  /** Whether I may write to them, only the server knows. @param {string} id */
  #changed(id) {
    this.onAccess(id);
    if (this.#relations.has(id)) this.look(id);
  }

  /** @param {string} id @param {() => Promise<Relation>} work answers what it has become, unless more was told meanwhile */
  async #answered(id, work) {
    const told = this.#told;
    const relation = await work();
    if (told === this.#told) this.#done(relation);
    else await this.#lookAgain(id);
  }

  /** Then looks how it is: without a socket nothing tells.
   * @param {string} id @param {() => Promise<void>} work */
  async #change(id, work) {
    try {
      await work();
    } catch (failure) {
      // Somebody was faster: what is now is as good.
      if (Problem.of(failure).status !== 404) throw failure;
    }
    await this.#lookAgain(id);
  }

  /** @param {string} id */
  async #lookAgain(id) {
    await this.look(id);
    const relation = this.relation(id);
    if (relation) this.#done(relation);
  }

  /** @param {string} id @param {Partial<Relation>} change */
  #update(id, change) {
    const known = this.#relations.get(id);
    if (known) this.#take({ ...known, ...change });
  }

  /** @param {Relation} relation */
  #take(relation) {
    this.#relations.delete(relation.accountId);
    this.#relations.set(relation.accountId, relation);
    if (this.#relations.size > KEPT) {
      this.#relations.delete(/** @type {string} */ (this.#relations.keys().next().value));
    }
    this.changed();
  }

  /** What I did is seen in the lists at once; the personal stream may tell later.
   * @param {Relation} relation */
  #done(relation) {
    const { accountId, state, blocked } = relation;
    this.#take(relation);
    if (state !== 'incoming') this.incoming.remove(accountId);
    if (state !== 'outgoing') this.outgoing.remove(accountId);
    if (state !== 'contact') this.all.remove(accountId);
    if (!blocked) this.blocks.remove(accountId);
  }
}
