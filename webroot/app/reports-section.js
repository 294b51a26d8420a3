import { LitElement, css, html, nothing } from 'lit';
import { t } from '../lib/i18n/i18n.js';
import { problemText } from '../lib/i18n/problems.js';
import { Reports } from '../models/reports.js';
import { base, buttons, spinner } from '../components/shared/base.js';
import { Watch } from './watch.js';
import '../components/empty-state/empty-state.js';
import '../components/report-list/report-list.js';

/** What people reported, for administrators. */
export class ReportsSection extends LitElement {
  static properties = { client: { attribute: false } };

  static styles = [
    base,
    buttons,
    spinner,
    css`
    :host { display: block; padding-top: var(--space-3); }
    .state { display: flex; flex-wrap: wrap; align-items: center; gap: var(--space-3); color: var(--ink-soft); padding: var(--space-3) 0; }
    .more { margin-top: var(--space-4); }
  `,
  ];

  /** @type {Reports | undefined} */ #reports;

  constructor() {
    super();
    /** @type {import('./client.js').Client} */
    this.client = /** @type {any} */ (undefined);
    this.watch = new Watch(this);
  }

  willUpdate() {
    if (this.#reports) return;
    this.#reports = new Reports({ api: this.client.api.strangers });
    this.watch.set([this.#reports]);
    this.#reports.load();
  }

  render() {
    const reports = this.#reports;
    if (!reports) return nothing;
    return html`${reports.items.length > 0 ? html`<report-list .entries=${reports.items}></report-list>` : nothing}
      ${this.#state(reports)}
      ${
        reports.hasMore && reports.state === 'ready'
          ? html`<button class="button quiet more" @click=${() => reports.loadMore()}>${t('admin.more')}</button>`
          : nothing
      }`;
  }

  /** @param {Reports} reports */
  #state({ state, problem, items }) {
    if (problem) {
      return html`<p class="state" role="alert">${problemText(problem)}
        <button class="text-button" @click=${() => this.#reports?.loadMore()}>${t('action.again')}</button></p>`;
    }
    if (state !== 'ready') {
      return html`<p class="state" role="status"><span class="spinner"></span>${t('app.wait')}</p>`;
    }
    return items.length > 0
      ? nothing
      : html`<empty-state heading=${t('admin.none')} text=${t('admin.reports.none')}><span slot="mark">🗒️</span></empty-state>`;
  }
}

customElements.define('reports-section', ReportsSection);
