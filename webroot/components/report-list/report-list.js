import { LitElement, css, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { t } from '../../lib/i18n/i18n.js';
import { exactTime, fullTime } from '../../lib/i18n/dates.js';
import { base } from '../shared/base.js';
import { logList } from '../shared/log-list.js';

/** @typedef {import('../../lib/stranger-api.js').Report} Report */

/** What people reported: who whom, why, and the last messages that the reporter saw. */
export class ReportList extends LitElement {
  static properties = { entries: { attribute: false } };

  static styles = [
    base,
    logList,
    css`
    .said { grid-column: 2 / -1; overflow-wrap: anywhere; white-space: pre-wrap; unicode-bidi: plaintext; }
    ol { display: grid; gap: var(--space-1); padding-inline-start: var(--space-3); border-inline-start: 3px solid var(--line-strong); list-style: none; }
    ol li { display: block; padding: 0; background: none; }
    @media (max-width: 600px) { .said { grid-column: 1 / -1; } }
  `,
  ];

  constructor() {
    super();
    /** @type {Report[]} */
    this.entries = [];
  }

  render() {
    return html`<ul>${repeat(
      this.entries,
      ({ id }) => id,
      (entry) => this.#entry(entry),
    )}</ul>`;
  }

  /** @param {Report} entry */
  #entry({ at, reporter, account, reason, comment, messages }) {
    const names = { reporter: this.#name(reporter), name: this.#name(account) };
    return html`<li class="report">
      <time datetime=${at} title=${fullTime(at)}>${exactTime(at)}</time>
      <span class="what">${t('admin.reported', names)}</span>
      <span class="mark">${t(`report.reason.${reason}`)}</span>
      ${comment ? html`<p class="said">${comment}</p>` : nothing}
      ${
        messages.length > 0
          ? html`<ol class="said" aria-label=${t('admin.reported.messages', names)}>${messages.map(
              ({ text }) => html`<li>${text || t('admin.reported.removed')}</li>`,
            )}</ol>`
          : nothing
      }</li>`;
  }

  /** @param {{username: string, id: string}} account */
  #name({ username, id }) {
    return username || id;
  }
}

customElements.define('report-list', ReportList);
