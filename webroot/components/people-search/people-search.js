import { LitElement, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { t } from '../../lib/i18n/i18n.js';
import { problemText } from '../../lib/i18n/problems.js';
import { base, buttons, spinner } from '../shared/base.js';
import { EndSensor } from '../shared/end-sensor.js';
import { listEnd, listEndStyles } from '../shared/list-end.js';
import { close, search } from '../shared/icons.js';
import { marked } from '../shared/marked.js';
import { styles } from './people-search.styles.js';
import '../empty-state/empty-state.js';
import '../user-avatar/user-avatar.js';

/**
 * @typedef {import('../../lib/tokens.js').Account} Account
 * @typedef {import('../../lib/problem.js').Problem} Problem
 */

/**
 * A search field and the people that match, as a combobox with a list: arrows choose, Enter opens.
 * Sends `query` with the text, `choose` with the account, `more`, `again`, and `leave` on Escape in an empty field.
 */
export class PeopleSearch extends LitElement {
  static properties = {
    people: { attribute: false },
    query: {},
    state: {},
    problem: { attribute: false },
    hasMore: { type: Boolean },
    loadingMore: { type: Boolean },
    failedMore: { type: Boolean },
    opening: {},
    active: { state: true },
  };

  static styles = [base, buttons, spinner, listEndStyles, styles];

  /** Enter was pressed before the answer came. */ #entered = false;

  constructor() {
    super();
    /** @type {Account[]} */
    this.people = [];
    this.query = '';
    this.state = 'idle';
    /** @type {Problem | undefined} */
    this.problem = undefined;
    this.hasMore = false;
    this.loadingMore = false;
    this.failedMore = false;
    /** The id of the account whose conversation is being opened. */
    this.opening = '';
    this.active = -1;
    const wanted = () => this.hasMore && !this.loadingMore && !this.failedMore && this.state === 'ready';
    this.sensor = new EndSensor(this, wanted, 'more');
  }

  focus() {
    this.renderRoot.querySelector('input')?.focus();
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('query')) {
      this.active = -1;
      this.#entered = false;
    }
  }

  updated() {
    if (!this.#entered || this.state !== 'ready') return;
    this.#entered = false;
    this.#send('choose', this.people[0]);
  }

  render() {
    return html`<div class="search"><div class="box">${search()}
        <input type="search" role="combobox" aria-label=${t('people.search')} placeholder=${t('people.placeholder')}
          aria-controls="people" aria-expanded=${this.people.length > 0} aria-autocomplete="list" maxlength="100"
          aria-activedescendant=${this.active >= 0 ? `person-${this.active}` : nothing}
          autocomplete="off" autocapitalize="none" spellcheck="false" enterkeyhint="search"
          .value=${this.query} @input=${(/** @type {any} */ event) => this.#ask(event.target.value)} @keydown=${this.#key}>
        ${
          this.query
            ? html`<button class="icon-button" aria-label=${t('people.clear')}
          @click=${this.#clear}>${close()}</button>`
            : nothing
        }
      </div></div>
      <p class="unseen" role="status">${this.#status()}</p>
      <div class="results scroller ${this.active >= 0 ? 'keyboard' : ''}" role="group" aria-label=${t('nav.people')}
        tabindex=${this.people.length > 0 ? 0 : nothing}>
        ${this.#instead()}
        <div id="people" role="listbox" aria-label=${t('nav.people')} aria-busy=${this.state === 'loading'}>
          ${repeat(
            this.people,
            ({ id }) => id,
            (account, index) => this.#option(account, index),
          )}
        </div>
        ${listEnd(this, t('people.more.failed'))}
      </div>`;
  }

  #status() {
    if (this.state === 'loading') return t('people.loading');
    if (this.state !== 'ready') return '';
    return t(this.hasMore ? 'people.foundMore' : 'people.found', { count: this.people.length });
  }

  /** What stands in place of the list. */
  #instead() {
    if (this.problem && this.state === 'failed') {
      return html`<empty-state heading=${t('people.failed')} text=${problemText(this.problem)}><span slot="mark">⛈️</span>
        <button class="button" @click=${() => this.#send('again')}>${t('action.again')}</button></empty-state>`;
    }
    if (this.people.length > 0) return nothing;
    if (this.state !== 'ready') return html`<div class="end"><span class="spinner"></span></div>`;
    const key = this.query.trim() ? /** @type {const} */ ('people.none') : /** @type {const} */ ('people.empty');
    return html`<empty-state heading=${t(`${key}.title`)} text=${t(`${key}.text`)}><span slot="mark">🔎</span></empty-state>`;
  }

  /** @param {Account} account @param {number} index */
  #option(account, index) {
    return html`<div role="option" id="person-${index}" aria-selected=${index === this.active}
      @click=${() => this.#send('choose', account)}>
      <user-avatar .account=${account}></user-avatar>
      <div class="who"><div class="name"><bdi>${marked(account.displayName, this.query)}</bdi></div>
        <div class="username"><bdi dir="ltr">@${marked(account.username, this.query)}</bdi></div></div>
      ${account.id === this.opening ? html`<span class="spinner" role="img" aria-label=${t('people.opening')}></span>` : nothing}
    </div>`;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const last = this.people.length - 1;
    const next = { ArrowDown: Math.min(this.active + 1, last), ArrowUp: Math.max(this.active - 1, -1) }[event.key];
    if (next !== undefined) this.#activate(next);
    else if (event.key === 'Enter' && !event.isComposing) this.#chooseActive();
    else if (event.key === 'Escape' && this.query) this.#clear();
    else if (event.key === 'Escape') this.#send('leave');
    else return;
    event.preventDefault();
  }

  /** The one that is marked, or else the best match, as soon as the answer to what was typed is there. */
  #chooseActive() {
    if (this.active >= 0 || this.state === 'ready') this.#send('choose', this.people[Math.max(this.active, 0)]);
    else this.#entered = true;
  }

  /** @param {number} index */
  async #activate(index) {
    this.active = index;
    await this.updateComplete;
    this.renderRoot.querySelector(`#person-${index}`)?.scrollIntoView({ block: 'nearest' });
  }

  #clear() {
    this.#ask('');
    this.focus();
  }

  /** @param {string} query */
  #ask(query) {
    this.#send('query', query);
  }

  /** @param {string} name @param {unknown} [detail] */
  #send(name, detail) {
    if (name === 'choose' && !detail) return;
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

customElements.define('people-search', PeopleSearch);
