import { LitElement, css, html, nothing } from 'lit';
import { t } from '../lib/i18n/i18n.js';
import { problemText } from '../lib/i18n/problems.js';
import { Problem } from '../lib/problem.js';
import { isDeleted } from '../models/conversation.js';
import { base, buttons, spinner } from '../components/shared/base.js';
import { back } from '../components/shared/icons.js';
import { Watch } from './watch.js';
import './relation-actions.js';
import '../components/empty-state/empty-state.js';
import '../components/profile-card/profile-card.js';

/** The page of one person, live. */
export class PersonPane extends LitElement {
  static properties = {
    client: { attribute: false },
    router: { attribute: false },
    notices: { attribute: false },
    accountId: {},
    home: {},
    opening: { state: true },
  };

  static styles = [
    base,
    buttons,
    spinner,
    css`
    :host { display: grid; grid-template-rows: auto minmax(0, 1fr); background: var(--paper); }
    header {
      display: flex; align-items: center; gap: var(--space-2); min-height: 4rem; background: var(--surface);
      padding: max(var(--space-2), env(safe-area-inset-top)) var(--space-3) var(--space-2); border-bottom: 1px solid var(--line);
    }
    h1 { font-size: var(--text-l); }
    .body { overflow-y: auto; padding: var(--space-6) var(--space-5); }
    .loading { display: grid; place-items: center; color: var(--accent); }
  `,
  ];

  constructor() {
    super();
    /** @type {import('./client.js').Client} */
    this.client = /** @type {any} */ (undefined);
    /** @type {import('../lib/router.js').Router} */
    this.router = /** @type {any} */ (undefined);
    /** @type {import('./notices.js').Notices} */
    this.notices = /** @type {any} */ (undefined);
    this.accountId = '';
    /** Where one goes back to. */
    this.home = '#/';
    this.opening = false;
    this.watch = new Watch(this);
  }

  get profile() {
    return this.client.profiles.get(this.accountId);
  }

  connectedCallback() {
    super.connectedCallback();
    this.watch.set([this.client.profiles]);
    this.client.profiles.load(this.accountId);
  }

  focus() {
    this.renderRoot.querySelector('h1')?.focus();
  }

  firstUpdated() {
    this.focus();
  }

  render() {
    return html`<header><a class="icon-button" href=${this.home} aria-label=${t('person.back')} title=${t('person.back')}>${back()}</a>
        <h1 tabindex="-1">${t('person.title')}</h1></header>
      <div class="body">${this.#body()}</div>`;
  }

  #body() {
    const { profile } = this;
    const problem = this.client.profiles.problem(this.accountId);
    if (profile) return html`<profile-card .profile=${profile}>${this.#actions()}</profile-card>`;
    if (!problem) {
      return html`<div class="loading"><span class="spinner"></span><span class="unseen" role="status">${t('person.loading')}</span></div>`;
    }
    return html`<empty-state heading=${t(problem.transient ? 'person.failed' : 'person.missing.title')}
      text=${problem.transient ? problemText(problem) : t('person.missing.text')}><span slot="mark">${problem.transient ? '⛈️' : '🍃'}</span>
      ${
        problem.transient
          ? html`<button class="button" @click=${() => this.client.profiles.load(this.accountId)}>${t('action.again')}</button>`
          : html`<a class="button" href="#/">${t('conversation.missing.action')}</a>`
      }</empty-state>`;
  }

  #actions() {
    if (!this.profile || isDeleted(this.profile)) return nothing;
    if (this.accountId === this.client.account.id) {
      return html`<a class="button" href="#/settings/profile">${t('person.edit')}</a>`;
    }
    return html`<relation-actions .client=${this.client} .notices=${this.notices} .account=${this.profile} ?opening=${this.opening}
      @talk=${this.#talk}></relation-actions>`;
  }

  async #talk() {
    this.opening = true;
    try {
      const { id } = await this.client.conversations.with(this.accountId);
      this.router.go({ name: 'conversation', id });
    } catch (failure) {
      this.notices.toast(problemText(Problem.of(failure)));
    } finally {
      this.opening = false;
    }
  }
}

customElements.define('person-pane', PersonPane);
