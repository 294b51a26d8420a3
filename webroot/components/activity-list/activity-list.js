import { LitElement, css, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { has, t } from '../../lib/i18n/i18n.js';
import { exactTime, fullTime } from '../../lib/i18n/dates.js';
import { base, buttons } from '../shared/base.js';
import { logList } from '../shared/log-list.js';

/** @typedef {import('../../lib/api.js').Activity} Activity */

/** What people did. Sends `only` with an account's id. */
export class ActivityList extends LitElement {
  static properties = { entries: { attribute: false } };

  static styles = [
    base,
    buttons,
    logList,
    css`
    .who { justify-self: end; text-align: end; overflow-wrap: anywhere; }
    .nobody { color: var(--ink-soft); font-size: var(--text-s); }
  `,
  ];

  constructor() {
    super();
    /** @type {Activity[]} */
    this.entries = [];
  }

  render() {
    return html`<ul>${repeat(
      this.entries,
      ({ position }) => position,
      (entry) => this.#entry(entry),
    )}</ul>`;
  }

  /** @param {Activity} entry */
  #entry({ at, type, account, address, detail }) {
    const words = Object.entries(detail);
    return html`<li data-type=${type}>
      <time datetime=${at} title=${fullTime(at)}>${exactTime(at)}</time>
      <span class="what">${activityText(type)}</span>
      <span class="who">${this.#who(account)}</span>
      ${
        address || words.length
          ? html`<span class="more">${address ? html`<span>${address}</span>` : nothing}
            ${words.map(([name, value]) => html`<span>${name} <code>${value}</code></span>`)}</span>`
          : nothing
      }</li>`;
  }

  /** @param {Activity['account']} account */
  #who(account) {
    if (!account) return html`<span class="nobody">${t('admin.nobody')}</span>`;
    const name = account.username || t('admin.left');
    return html`<button class="text-button" title=${account.id} aria-label=${t('admin.by', { name })}
      @click=${() => this.dispatchEvent(new CustomEvent('only', { detail: account.id }))}>${name}</button>`;
  }
}

/** A later version of the server may tell of more. @param {string} type */
export function activityText(type) {
  const key = `activity.${type}`;
  return has(key) ? t(key) : type;
}

customElements.define('activity-list', ActivityList);
