import { LitElement, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { t } from '../../lib/i18n/i18n.js';
import { exactTime, fullTime } from '../../lib/i18n/dates.js';
import { base } from '../shared/base.js';
import { logList } from '../shared/log-list.js';

/** @typedef {import('../../lib/api.js').LoggedError} LoggedError */

/** What went wrong: each kind once. */
export class ErrorList extends LitElement {
  static properties = { entries: { attribute: false } };

  static styles = [base, logList];

  constructor() {
    super();
    /** @type {LoggedError[]} */
    this.entries = [];
  }

  render() {
    return html`<ul>${repeat(
      this.entries,
      ({ fingerprint }) => fingerprint,
      (entry) => this.#entry(entry),
    )}</ul>`;
  }

  /** @param {LoggedError} entry */
  #entry({ level, logger, message, exception, place, times, firstAt, lastAt, requestId }) {
    return html`<li data-level=${level}>
      <time datetime=${lastAt} title=${fullTime(lastAt)}>${exactTime(lastAt)}</time>
      <span class="what">${message || exception || logger}</span>
      <span class="mark ${level}">${t('admin.times', { count: times })}</span>
      <span class="more"><code>${logger}</code>
        ${message && exception ? html`<code>${exception}</code>` : nothing}
        ${place ? html`<code>${place}</code>` : nothing}
        ${times > 1 ? html`<span>${t('admin.first', { when: exactTime(firstAt) })}</span>` : nothing}
        ${requestId ? html`<span>${t('admin.request', { id: requestId })}</span>` : nothing}</span></li>`;
  }
}

customElements.define('error-list', ErrorList);
