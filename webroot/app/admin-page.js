import { LitElement, html, nothing } from 'lit';
import { t } from '../lib/i18n/i18n.js';
import { problemText } from '../lib/i18n/problems.js';
import { enAdmin } from '../lib/i18n/admin-en.js';
import { Log } from '../models/log.js';
import { base, buttons, spinner } from '../components/shared/base.js';
import { back } from '../components/shared/icons.js';
import { activityText } from '../components/activity-list/activity-list.js';
import { styles } from './admin-page.styles.js';
import { detail } from './detail.js';
import { Watch } from './watch.js';
import '../components/empty-state/empty-state.js';
import '../components/error-list/error-list.js';
import '../components/log-filters/log-filters.js';
import './joining-section.js';
import './reports-section.js';

const TYPES = Object.keys(enAdmin)
  .filter((key) => key.startsWith('activity.'))
  .map((key) => key.slice('activity.'.length));

const SECTIONS = /** @type {const} */ (['activity', 'errors', 'joining', 'reports']);

/** What administrators see of what happens: both logs, live. */
export class AdminPage extends LitElement {
  static properties = { client: { attribute: false }, section: {} };

  static styles = [base, buttons, spinner, styles];

  /** @type {{activity: Log<import('../lib/api.js').Activity>, errors: Log<import('../lib/api.js').LoggedError>} | undefined} */ #logs;
  /** @type {string | undefined} */ #shown;

  constructor() {
    super();
    /** @type {import('./client.js').Client} */
    this.client = /** @type {any} */ (undefined);
    /** @type {import('../lib/router.js').AdminSection} */
    this.section = 'activity';
    this.watch = new Watch(this);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#stop();
    this.#shown = undefined;
  }

  willUpdate() {
    const { api } = this.client;
    this.#logs ??= {
      activity: new Log({ read: (query) => api.listActivity(query), key: ({ position }) => position }),
      errors: new Log({ read: (query) => api.listErrors(query), key: ({ fingerprint }) => fingerprint }),
    };
    this.watch.set(Object.values(this.#logs));
    document.title = `${t(`admin.${this.section}`)} · ${t('admin.title')} · ${t('app.name')}`;
  }

  updated() {
    if (this.#shown === this.section) return;
    this.#stop();
    this.#shown = this.section;
    this.#log?.load();
    /** @type {HTMLElement | null} */ (this.renderRoot.querySelector('h1'))?.focus();
  }

  get #log() {
    return this.section === 'joining' || this.section === 'reports' ? undefined : this.#logs?.[this.section];
  }

  #stop() {
    for (const log of Object.values(this.#logs ?? {})) log.stop();
  }

  render() {
    return html`<header><a class="icon-button" href="#/" aria-label=${t('nav.back')} title=${t('nav.back')}>${back()}</a>
        <h1 tabindex="-1">${t('admin.title')}</h1></header>
      <main>
        <div class="bar"><nav aria-label=${t('admin.title')}>${SECTIONS.map(
          (name) =>
            html`<a href="#/admin/${name}" aria-current=${name === this.section ? 'page' : nothing}>${t(`admin.${name}`)}</a>`,
        )}</nav>${this.#log ? this.#follow(this.#log) : nothing}</div>
        ${this.#log ? this.#entries(this.#log) : this.#other()}
      </main>`;
  }

  #other() {
    return this.section === 'joining'
      ? html`<joining-section .client=${this.client}></joining-section>`
      : html`<reports-section .client=${this.client}></reports-section>`;
  }

  /** @param {Log<any>} log */
  #follow(log) {
    return html`<label class="follow"><input type="checkbox" .checked=${log.following}
      @change=${(/** @type {any} */ event) => log.follow(event.target.checked)}>${t('admin.follow')}</label>`;
  }

  /** @param {Log<any>} log */
  #entries(log) {
    return html`<log-filters .choice=${this.#choice()} .filters=${log.filters} ?people=${this.section === 'activity'}
        @filter=${detail((filters) => log.load(filters))}></log-filters>
      ${this.#state(log)}
      ${log.items.length > 0 ? this.#list() : nothing}
      ${
        log.hasMore
          ? html`<button class="button quiet more" ?disabled=${log.loadingMore} @click=${() => log.loadMore()}>
            ${log.loadingMore ? html`<span class="spinner"></span>` : nothing}${t('admin.more')}</button>`
          : nothing
      }`;
  }

  /** @param {Log<any>} log */
  #state({ state, problem, items }) {
    if (state === 'failed' && problem) {
      return html`<p class="state" role="alert">${problemText(problem)}
        <button class="text-button" @click=${() => this.#log?.load()}>${t('action.again')}</button></p>`;
    }
    if (problem) return html`<p class="state" role="status">${t('admin.stale', { problem: problemText(problem) })}</p>`;
    if (items.length > 0) return nothing;
    return state === 'ready'
      ? html`<empty-state heading=${t('admin.none')} text=${t('admin.none.text')}><span slot="mark">🗒️</span></empty-state>`
      : html`<p class="state" role="status"><span class="spinner"></span>${t('app.wait')}</p>`;
  }

  #list() {
    const logs = this.#logs;
    if (!logs) return nothing;
    return this.section === 'errors'
      ? html`<error-list .entries=${logs.errors.items}></error-list>`
      : html`<activity-list .entries=${logs.activity.items}
          @only=${detail((account) => logs.activity.load({ ...logs.activity.filters, account }))}></activity-list>`;
  }

  #choice() {
    return this.section === 'errors'
      ? {
          name: 'level',
          label: t('admin.level'),
          options: [
            { value: '', label: t('admin.level.all') },
            { value: 'warn', label: t('admin.level.warn') },
            { value: 'error', label: t('admin.level.error') },
          ],
        }
      : {
          name: 'type',
          label: t('admin.type'),
          options: [
            { value: '', label: t('admin.type.all') },
            ...TYPES.map((type) => ({ value: type, label: activityText(type) })),
          ],
        };
  }
}

customElements.define('admin-page', AdminPage);
