import { LitElement, css, html, nothing } from 'lit';
import { t } from '../../lib/i18n/i18n.js';
import { shortTime } from '../../lib/i18n/dates.js';
import { problemText } from '../../lib/i18n/problems.js';
import { base, buttons, spinner } from '../shared/base.js';
import '../user-avatar/user-avatar.js';

/**
 * @typedef {import('../../lib/api.js').ContactEntry} ContactEntry
 * @typedef {{name: string, label: string, quiet?: boolean}} Action
 */

/** People with what can be done about each. Sends the name of an action with the person's id, `more` and `again`. */
export class PersonList extends LitElement {
  static properties = {
    list: { attribute: false },
    actions: { attribute: false },
    busy: { attribute: false },
    heading: {},
    empty: {},
    unheaded: { type: Boolean },
  };

  static styles = [
    base,
    buttons,
    spinner,
    css`
    h2 { font-size: var(--text-m); padding: var(--space-3) var(--space-4) var(--space-1); }
    .count { color: var(--ink-soft); font-weight: 400; }
    li { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: var(--space-1) var(--space-3); padding: var(--space-3) var(--space-4); }
    li:hover { background: var(--hover); }
    user-avatar { --size: 2.75rem; grid-row: span 2; }
    a { text-decoration: none; min-width: 0; align-self: center; }
    .name { font-weight: 650; overflow-wrap: anywhere; }
    .more { color: var(--ink-soft); font-size: var(--text-s); overflow-wrap: anywhere; }
    .message {
      grid-column: 2; padding: var(--space-2) var(--space-3); border-radius: var(--radius-m); background: var(--accent-soft);
      overflow-wrap: anywhere; white-space: pre-wrap; unicode-bidi: plaintext;
      display: -webkit-box; -webkit-line-clamp: 6; -webkit-box-orient: vertical; overflow: hidden;
    }
    .actions { grid-column: 2; display: flex; flex-wrap: wrap; gap: var(--space-2); padding-top: var(--space-1); }
    section { container-type: inline-size; }
    @container (min-width: 22rem) {
      .single { grid-template-columns: auto minmax(0, 1fr) auto; align-items: center; }
      .single user-avatar { grid-row: auto; }
      .single .actions { grid-column: 3; padding: 0; }
    }
    .state { display: flex; align-items: center; gap: var(--space-3); color: var(--ink-soft); padding: var(--space-2) var(--space-4); }
  `,
  ];

  constructor() {
    super();
    /** @type {import('../../models/entries.js').View} */
    this.list = /** @type {any} */ (undefined);
    /** @type {Action[]} */
    this.actions = [];
    /** The ids of those about whom something is being done. @type {Set<string>} */
    this.busy = new Set();
    this.heading = '';
    this.empty = '';
    /** The heading is said, and not shown: the page has it. */
    this.unheaded = false;
  }

  render() {
    const { items, state, hasMore, loadingMore, problem } = this.list;
    return html`<section aria-labelledby="heading"><h2 id="heading" class=${this.unheaded ? 'unseen' : ''}>${this.heading}
        ${items.length > 0 ? html`<span class="count">${hasMore ? `${items.length}+` : items.length}</span>` : nothing}</h2>
      ${this.#state()}
      <ul>${items.map((entry) => this.#entry(entry))}</ul>
      ${
        hasMore
          ? html`<p class="state">${state === 'ready' && problem ? html`<span role="alert">${problemText(problem)}</span>` : nothing}
          <button class="text-button" ?disabled=${loadingMore} @click=${() => this.#send('more')}>
          ${t('contacts.more')}</button></p>`
          : nothing
      }</section>`;
  }

  #state() {
    const { items, state, problem } = this.list;
    if (state === 'failed' && problem) {
      return html`<p class="state" role="alert">${problemText(problem)}
        <button class="text-button" @click=${() => this.#send('again')}>${t('action.again')}</button></p>`;
    }
    if (items.length > 0) return nothing;
    return state === 'ready'
      ? html`<p class="state">${this.empty}</p>`
      : html`<p class="state" role="status"><span class="spinner"></span>${t('contacts.loading')}</p>`;
  }

  /** @param {ContactEntry} entry */
  #entry({ account, message, at }) {
    const name = account.displayName;
    return html`<li data-id=${account.id} class=${this.actions.length === 1 && !message ? 'single' : ''}>
      <user-avatar .account=${account}></user-avatar>
      <a href="#/people/${account.id}"><p class="name"><bdi>${name}</bdi></p>
        <p class="more"><bdi dir="ltr">@${account.username}</bdi> · <time datetime=${at}>${shortTime(at)}</time></p></a>
      ${message ? html`<p class="message"><bdi>${message}</bdi></p>` : nothing}
      <div class="actions">${this.actions.map(
        ({
          name: action,
          label,
          quiet,
        }) => html`<button class="button small ${quiet ? 'quiet' : ''}" ?disabled=${this.busy.has(account.id)}
          aria-label=${t('contacts.action.of', { action: label, name })} @click=${() => this.#send(action, account.id)}>${label}</button>`,
      )}</div></li>`;
  }

  /** @param {string} type @param {string} [id] */
  #send(type, id) {
    this.dispatchEvent(new CustomEvent(type, { detail: id }));
  }
}

customElements.define('person-list', PersonList);
