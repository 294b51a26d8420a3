import { LitElement, css, html, nothing } from 'lit';
import { t } from '../lib/i18n/i18n.js';
import { problemText } from '../lib/i18n/problems.js';
import { Problem } from '../lib/problem.js';
import { base, buttons } from '../components/shared/base.js';
import { back, compose, contacts as contactsIcon } from '../components/shared/icons.js';
import { detail } from './detail.js';
import { Watch } from './watch.js';
import './contacts-pane.js';
import '../components/account-menu/account-menu.js';
import '../components/brand-mark/brand-mark.js';
import '../components/conversation-list/conversation-list.js';
import '../components/people-search/people-search.js';

/** The list of conversations, or contacts, or the search for people. Sends `theme` and `leave` on. */
export class SidePane extends LitElement {
  static properties = {
    client: { attribute: false },
    router: { attribute: false },
    notices: { attribute: false },
    theme: {},
    selected: {},
    connected: { type: Boolean },
    opening: { state: true },
  };

  static styles = [
    base,
    buttons,
    css`
    :host { display: flex; flex-direction: column; }
    header {
      display: flex; align-items: center; gap: var(--space-1);
      padding: max(var(--space-2), env(safe-area-inset-top)) var(--space-3) var(--space-2);
      padding-inline-start: var(--space-4);
      min-height: 4rem;
    }
    header brand-mark { flex: 1; font-size: var(--text-xl); }
    h1 { flex: 1; font-size: var(--text-l); font-weight: 700; }
    header .new { background: var(--accent-soft); color: var(--accent); }
    header .new:hover { background: var(--accent-fill); color: var(--on-accent); }
    header.people { padding-inline-start: var(--space-2); }
    .contacts { position: relative; }
    .badge {
      position: absolute; inset-block-start: 0; inset-inline-end: 0; min-width: 1.25rem; height: 1.25rem; padding: 0 0.3em;
      display: grid; place-items: center; border-radius: var(--radius-full); background: var(--accent-fill); color: var(--on-accent);
      font-size: var(--text-xs, 0.75rem); font-weight: 700;
    }
    nav, search { flex: 1; min-height: 0; display: flex; }
    conversation-list, people-search { flex: 1; min-width: 0; }
  `,
  ];

  /** @type {{name: string, selected: string} | undefined} the way here */ #before;

  constructor() {
    super();
    /** @type {import('./client.js').Client} */
    this.client = /** @type {any} */ (undefined);
    /** @type {import('../lib/router.js').Router} */
    this.router = /** @type {any} */ (undefined);
    /** @type {import('./notices.js').Notices} */
    this.notices = /** @type {any} */ (undefined);
    this.theme = 'system';
    this.selected = '';
    this.connected = false;
    this.opening = '';
    this.watch = new Watch(this);
  }

  get #people() {
    return this.router.route.name === 'people';
  }

  willUpdate() {
    this.watch.set([
      this.router,
      this.client.conversations,
      this.client.people,
      this.client.profiles,
      this.client.contacts,
    ]);
  }

  firstUpdated() {
    if (this.checkVisibility() && !this.selected) this.renderRoot.querySelector('h1')?.focus();
  }

  updated() {
    const before = this.#before;
    const { name } = this.router.route;
    this.#before = { name, selected: this.selected };
    if (before?.name !== name) this.#moved(before, name);
  }

  /** Where the focus was is perhaps not here any more. What opens beside this takes it itself.
   * @param {{name: string, selected: string} | undefined} before @param {string} name of the route */
  #moved(before, name) {
    if (name === 'people') {
      this.client.people.search('');
      this.#focusSearch();
    } else if (name === 'contacts') this.renderRoot.querySelector('h1')?.focus();
    else if (before && this.#leadsBack(before, name)) this.focusOn(this.selected);
  }

  /** @param {{name: string, selected: string}} before @param {string} name of the route */
  #leadsBack(before, name) {
    if (name === 'home') return before.name !== 'conversation';
    return name === 'conversation' && before.name !== 'person' && before.selected === this.selected;
  }

  async #focusSearch() {
    const search = /** @type {LitElement | null} */ (this.renderRoot.querySelector('people-search'));
    await search?.updateComplete;
    search?.focus();
  }

  /** @param {string} id of a conversation */
  async focusOn(id) {
    const list = /** @type {import('../components/conversation-list/conversation-list.js').ConversationList | null} */ (
      this.renderRoot.querySelector('conversation-list')
    );
    await list?.updateComplete;
    if (this.checkVisibility()) list?.focusOn(id);
  }

  render() {
    if (this.router.route.name === 'contacts') return this.#contacts();
    return this.#people ? this.#findPeople() : this.#conversations();
  }

  #conversations() {
    const { conversations, drafts, account } = this.client;
    return html`<header><h1 class="unseen" tabindex="-1">${t('nav.conversations')}</h1><brand-mark named></brand-mark>
        ${this.#toContacts()}
        <a class="icon-button new" href="#/people" aria-label=${t('nav.new')} title=${t('nav.new')}>${compose()}</a>
        <account-menu .account=${account} theme=${this.theme} ?connected=${this.connected}
          @theme=${detail((data) => this.dispatchEvent(new CustomEvent('theme', { detail: data })))}
          @sign-out=${() => this.dispatchEvent(new CustomEvent('leave'))}></account-menu></header>
      <nav aria-label=${t('nav.conversations')}>
        <conversation-list .conversations=${conversations.list} .drafts=${(/** @type {string} */ id) => drafts.get(id)} me=${account.id}
          selected=${this.selected} state=${conversations.state} ?hasMore=${conversations.hasMore} ?loadingMore=${conversations.loadingMore}
          ?failedMore=${conversations.failedMore}
          @more=${() => conversations.loadMore()} @again=${() => conversations.load()}></conversation-list></nav>`;
  }

  #toContacts() {
    const { items, hasMore } = this.client.contacts.incoming;
    const count = items.length;
    const label = count > 0 ? t('contacts.open', { count }) : t('contacts.title');
    return html`<a class="icon-button contacts" href="#/contacts" aria-label=${label} title=${label}>${contactsIcon()}
      ${count > 0 ? html`<span class="badge" aria-hidden="true">${hasMore || count > 99 ? '99+' : count}</span>` : nothing}</a>`;
  }

  #contacts() {
    return html`<header class="people">
        <a class="icon-button" href=${this.#home} aria-label=${t('nav.back')} title=${t('nav.back')}>${back()}</a>
        <h1 tabindex="-1">${t('contacts.title')}</h1>
        <a class="icon-button new" href="#/people" aria-label=${t('nav.new')} title=${t('nav.new')}>${compose()}</a></header>
      <contacts-pane .client=${this.client} .notices=${this.notices} @talk=${detail((id) => this.#open(id))}></contacts-pane>`;
  }

  #findPeople() {
    const { people } = this.client;
    return html`<header class="people">
        <a class="icon-button" href=${this.#home} aria-label=${t('nav.back')} title=${t('nav.back')}>${back()}</a>
        <h1>${t('nav.new')}</h1></header>
      <search><people-search .people=${people.items} query=${people.query} state=${people.state} .problem=${people.problem}
        ?hasMore=${people.hasMore} ?loadingMore=${people.loadingMore} ?failedMore=${people.failedMore} opening=${this.opening}
        @query=${detail((data) => people.type(data))} @choose=${detail((data) => this.#open(data.id))}
        @more=${() => people.loadMore()} @again=${() => people.search()} @leave=${() => (location.hash = this.#home)}></people-search></search>`;
  }

  /** Back to where one came from: on a wide screen the conversation is still there. */
  get #home() {
    return this.selected ? `#/c/${this.selected}` : '#/';
  }

  /** @param {string} accountId */
  async #open(accountId) {
    if (this.opening) return;
    this.opening = accountId;
    try {
      const id = await this.#conversationWith(accountId);
      // Their page is where one asks.
      this.router.go(id ? { name: 'conversation', id } : { name: 'person', id: accountId });
    } catch (failure) {
      this.notices.toast(problemText(Problem.of(failure)));
    } finally {
      this.opening = '';
    }
  }

  /** Undefined with somebody who is to be asked first. @param {string} accountId @returns {Promise<string | undefined>} */
  async #conversationWith(accountId) {
    const { contacts, conversations } = this.client;
    const known = conversations.knownWith(accountId);
    if (known) return known.id;
    await contacts.look(accountId);
    const problem = contacts.problem(accountId);
    if (problem) throw problem;
    return contacts.relation(accountId)?.mayMessage ? (await conversations.with(accountId)).id : undefined;
  }
}

customElements.define('side-pane', SidePane);
