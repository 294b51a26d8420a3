import { LitElement, css, html, nothing } from 'lit';
import { createInvitation, listInvitations, revokeInvitation } from '../lib/account-api.js';
import { fullTime } from '../lib/i18n/dates.js';
import { t } from '../lib/i18n/i18n.js';
import { problemText, wholeText } from '../lib/i18n/problems.js';
import { base, buttons, spinner } from '../components/shared/base.js';
import { field, fields } from '../components/shared/field.js';
import { warning } from '../components/shared/icons.js';
import { section } from '../components/shared/section.js';
import { Attempt } from './attempt.js';

/** @typedef {import('../lib/account-api.js').Invitation} Invitation */

/** Invites people, by mail or by a link to hand out, and shows who was invited. */
export class InvitationsSection extends LitElement {
  static properties = {
    client: { attribute: false },
    items: { state: true },
    next: { state: true },
    email: { state: true },
    uses: { state: true },
  };

  static styles = [
    base,
    buttons,
    spinner,
    fields,
    section,
    css`
    .forms { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 18rem), 1fr)); gap: var(--space-5); align-items: start; }
    .button { width: auto; justify-self: start; margin: 0; }
    ul { list-style: none; padding: 0; margin: var(--space-5) 0 0; display: grid; gap: var(--space-3); }
    li { display: flex; flex-wrap: wrap; gap: var(--space-2) var(--space-4); align-items: center; justify-content: space-between;
      padding-top: var(--space-3); border-top: 1px solid var(--line); }
    li > div { min-width: 0; flex: 1 1 16rem; overflow-wrap: anywhere; }
    small { display: block; color: var(--ink-soft); font-size: var(--text-s); }
    code { font-size: var(--text-s); user-select: all; }
  `,
  ];

  constructor() {
    super();
    /** @type {import('./client.js').Client} */
    this.client = /** @type {any} */ (undefined);
    /** @type {Invitation[]} */
    this.items = [];
    /** @type {string | null} */
    this.next = null;
    this.email = '';
    this.uses = '10';
    this.mailing = new Attempt(this);
    this.linking = new Attempt(this);
    this.listing = new Attempt(this);
  }

  firstUpdated() {
    this.#load();
  }

  /** @param {string | null} [cursor] */
  async #load(cursor) {
    await this.listing.run(async () => {
      const page = await listInvitations(this.client.api, { cursor });
      this.items = cursor ? [...this.items, ...page.items] : page.items;
      this.next = page.next;
    });
  }

  render() {
    return html`<section aria-labelledby="invitations"><h2 id="invitations" tabindex="-1">${t('invitations.title')}</h2>
      <div role="alert">${[this.mailing, this.linking].map(({ problem }) =>
        problem ? html`<p class="notice">${warning()}<span>${wholeText(problem)}</span></p>` : nothing,
      )}${this.listing.problem ? html`<p class="notice">${warning()}<span>${problemText(this.listing.problem)}</span></p>` : nothing}</div>
      <div class="forms">
        <form novalidate @submit=${this.#mail} aria-label=${t('invitations.mail')}>${field({
          name: 'email',
          label: t('invitations.email'),
          type: 'email',
          value: this.email,
          hint: t('invitations.email.hint'),
          onInput: (value) => (this.email = value),
        })}<button class="button" ?disabled=${this.mailing.busy}>${t('invitations.mail')}</button></form>
        <form novalidate @submit=${this.#link} aria-label=${t('invitations.link')}>${field({
          name: 'uses',
          label: t('invitations.uses'),
          type: 'number',
          value: this.uses,
          hint: t('invitations.uses.hint'),
          onInput: (value) => (this.uses = value),
        })}<button class="button" ?disabled=${this.linking.busy}>${t('invitations.link')}</button></form></div>
      <ul>${this.items.map((each) => this.#item(each))}</ul>
      ${
        this.next
          ? html`<button class="button quiet" ?disabled=${this.listing.busy} @click=${() => this.#load(this.next)}>${t('admin.more')}</button>`
          : nothing
      }</section>`;
  }

  /** @param {Invitation} each */
  #item(each) {
    return html`<li><div>${each.email ?? (each.link ? html`<code>${each.link}</code>` : t('invitations.over'))}
        <small>${t(`invitations.state.${each.state}`)} · ${t('invitations.used', { count: each.uses, most: each.mostUses })} ·
          ${t('invitations.until', { when: fullTime(each.expiresAt) })} · ${t('invitations.by', { name: each.madeBy.username })}</small></div>
      ${
        each.state === 'open'
          ? html`<button class="button quiet" @click=${() => this.#revoke(each)}>${t('invitations.revoke')}</button>`
          : nothing
      }</li>`;
  }

  /** @param {SubmitEvent} event */
  async #mail(event) {
    event.preventDefault();
    const email = this.email.trim();
    if (!email || this.mailing.busy) return;
    if (await this.mailing.run(async () => void (await createInvitation(this.client.api, { email })))) {
      this.email = '';
      await this.#load();
    }
  }

  /** @param {SubmitEvent} event */
  async #link(event) {
    event.preventDefault();
    const mostUses = Math.trunc(Number(this.uses)) || 1;
    if (this.linking.busy) return;
    if (await this.linking.run(async () => void (await createInvitation(this.client.api, { mostUses })))) {
      await this.#load();
    }
  }

  /** @param {Invitation} each */
  async #revoke({ id }) {
    await this.listing.run(() => revokeInvitation(this.client.api, id));
    if (!this.listing.problem || this.listing.problem.kind === 'not-found') await this.#load();
    /** @type {HTMLElement | null} */ (this.renderRoot.querySelector('h2'))?.focus();
  }
}

customElements.define('invitations-section', InvitationsSection);
