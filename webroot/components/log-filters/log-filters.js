import { LitElement, css, html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { t } from '../../lib/i18n/i18n.js';
import { base, buttons } from '../shared/base.js';

/** @typedef {{name: string, label: string, options: {value: string, label: string}[]}} Choice */

/** What of a log one wants to see. Sends `filter` with the filters that are set, by their names. */
export class LogFilters extends LitElement {
  static properties = { choice: { attribute: false }, filters: { attribute: false }, people: { type: Boolean } };

  static styles = [
    base,
    buttons,
    css`
    form { display: flex; flex-wrap: wrap; gap: var(--space-3); align-items: end; }
    .filter { display: grid; gap: var(--space-1); flex: 1 1 12.5rem; min-width: 0; }
    label { font-size: var(--text-s); font-weight: 600; }
    input, select {
      width: 100%; min-width: 0; min-height: var(--target); padding: 0 var(--space-3); border: 1.5px solid var(--line-strong);
      border-radius: var(--radius-m); background: var(--raised); color: inherit; font: inherit;
    }
    @media (max-width: 480px) { .filter { flex-basis: 100%; } }
  `,
  ];

  constructor() {
    super();
    /** @type {Choice} */
    this.choice = { name: 'type', label: '', options: [] };
    /** @type {Record<string, string | undefined>} */
    this.filters = {};
    this.people = false;
  }

  render() {
    const { choice, filters } = this;
    return html`<form aria-label=${t('admin.filters')} @submit=${(/** @type {Event} */ event) => event.preventDefault()}>
      <div class="filter"><label for=${choice.name}>${choice.label}</label>
        <select id=${choice.name} @change=${(/** @type {any} */ event) => this.#set(choice.name, event.target.value)}>
        ${choice.options.map(
          ({ value, label }) =>
            html`<option value=${value} .selected=${live((filters[choice.name] ?? '') === value)}>${label}</option>`,
        )}</select></div>
      ${
        this.people
          ? html`<div class="filter"><label for="account">${t('admin.account')}</label>
            <input id="account" maxlength="50" autocomplete="off" autocapitalize="none" spellcheck="false"
            .value=${live(filters.account ?? '')} @change=${(/** @type {any} */ event) => this.#set('account', event.target.value.trim())}></div>`
          : nothing
      }
      ${this.#time('from', t('admin.from'))}${this.#time('to', t('admin.to'))}
      ${
        Object.values(filters).some(Boolean)
          ? html`<button type="button" class="button quiet" @click=${() => this.#send({})}>${t('admin.clear')}</button>`
          : nothing
      }</form>`;
  }

  /** @param {'from' | 'to'} name @param {string} label */
  #time(name, label) {
    return html`<div class="filter"><label for=${name}>${label}</label>
      <input id=${name} type="datetime-local" .value=${live(localTime(this.filters[name]))}
      @change=${(/** @type {any} */ event) => this.#set(name, event.target.value && new Date(event.target.value).toISOString())}></div>`;
  }

  /** @param {string} name @param {string} value */
  #set(name, value) {
    this.#send({ ...this.filters, [name]: value || undefined });
  }

  /** @param {Record<string, string | undefined>} filters */
  #send(filters) {
    this.dispatchEvent(new CustomEvent('filter', { detail: filters }));
  }
}

/** As the input has it: this place's time without a zone. @param {string | undefined} at */
function localTime(at) {
  if (!at) return '';
  const date = new Date(at);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

customElements.define('log-filters', LogFilters);
