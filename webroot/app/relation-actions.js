import { LitElement, css, html, nothing } from 'lit';
import { t } from '../lib/i18n/i18n.js';
import { problemText } from '../lib/i18n/problems.js';
import { base, buttons, spinner } from '../components/shared/base.js';
import { RelationWork } from './relation-work.js';
import { Watch } from './watch.js';
import '../components/confirm-dialog/confirm-dialog.js';

/** What one can do about somebody, as it stands between the two. Sends `talk`. */
export class RelationActions extends LitElement {
  static properties = {
    client: { attribute: false },
    notices: { attribute: false },
    account: { attribute: false },
    opening: { type: Boolean },
    question: { state: true },
  };

  static styles = [
    base,
    buttons,
    spinner,
    css`
    :host { display: grid; justify-items: center; gap: var(--space-4); width: 100%; }
    .row { display: flex; flex-wrap: wrap; justify-content: center; gap: var(--space-2); }
    .state { color: var(--ink-soft); display: flex; align-items: center; gap: var(--space-2); }
    .message {
      padding: var(--space-3) var(--space-4); border-radius: var(--radius-m); background: var(--accent-soft); max-width: 100%;
      overflow-wrap: anywhere; white-space: pre-wrap; unicode-bidi: plaintext; text-align: start;
    }
    .text-button.block { color: var(--danger, var(--ink-soft)); }
  `,
  ];

  constructor() {
    super();
    /** @type {import('./client.js').Client} */
    this.client = /** @type {any} */ (undefined);
    /** @type {import('./notices.js').Notices} */
    this.notices = /** @type {any} */ (undefined);
    /** @type {import('../lib/tokens.js').Account} */
    this.account = /** @type {any} */ (undefined);
    /** The conversation is being opened. */
    this.opening = false;
    /** What is about to be done. @type {'block' | 'remove'} */
    this.question = 'block';
    this.watch = new Watch(this);
    this.work = new RelationWork(this, () => this.notices);
  }

  get #contacts() {
    return this.client.contacts;
  }

  get #busy() {
    return this.work.busy.has(this.account.id);
  }

  willUpdate() {
    this.watch.set([this.#contacts]);
  }

  firstUpdated() {
    this.#contacts.look(this.account.id);
  }

  render() {
    const { id, displayName: name } = this.account;
    const relation = this.#contacts.relation(id);
    const problem = this.#contacts.problem(id);
    if (!relation) {
      return problem
        ? html`<p class="state" role="alert">${problemText(problem)}
          <button class="text-button" @click=${() => this.#contacts.look(id)}>${t('action.again')}</button></p>`
        : html`<p class="state" role="status"><span class="spinner"></span>${t('contacts.loading')}</p>`;
    }
    return html`${relation.blocked ? this.#blocked() : this.#state(relation)}
      ${
        relation.blocked
          ? nothing
          : html`<div class="row">
          ${relation.state === 'contact' ? html`<button class="text-button" ?disabled=${this.#busy} @click=${() => this.#ask('remove')}>${t('contacts.remove')}</button>` : nothing}
          <button class="text-button block" ?disabled=${this.#busy} @click=${() => this.#ask('block')}>${t('contacts.block')}</button></div>`
      }
      <confirm-dialog heading=${t(`contacts.${this.question}.title`, { name })} text=${t(`contacts.${this.question}.text`, { name })}
        yes=${t(`contacts.${this.question}`)} no=${t('contacts.keep')}></confirm-dialog>`;
  }

  /** @param {import('../lib/api.js').Relation} relation */
  #state({ state, message, mayMessage }) {
    const { id, displayName: name } = this.account;
    const talk = mayMessage ? this.#talk(state === 'incoming' ? 'quiet' : '') : nothing;
    const said = message ? html`<p class="message"><bdi>${message}</bdi></p>` : nothing;
    if (state === 'contact') return talk;
    if (state === 'outgoing') {
      return html`${talk}<p class="state" role="status">${t('contacts.waits', { name })}</p>${said}
        ${this.#button('cancel', 'quiet', () => this.#contacts.cancel(id), t('contacts.cancelled'))}`;
    }
    if (state === 'incoming') {
      return html`<p class="state" role="status">${t('contacts.asks', { name })}</p>${said}
        <div class="row">${this.#button('accept', '', () => this.#contacts.accept(id), t('contacts.accepted'))}
          ${this.#button('decline', 'quiet', () => this.#contacts.decline(id), t('contacts.declined'))}${talk}</div>`;
    }
    return html`<div class="row">${talk}
      ${this.#button('request', mayMessage ? 'quiet' : '', () => this.#contacts.request(id), t('contacts.requested'))}</div>
      ${mayMessage ? nothing : html`<p class="state">${t('contacts.first', { name })}</p>`}`;
  }

  /** @param {string} look */
  #talk(look) {
    return html`<button class="button ${look}" ?disabled=${this.opening} @click=${() => this.dispatchEvent(new CustomEvent('talk'))}>
      ${this.opening ? html`<span class="spinner"></span>` : nothing}${t('person.talk')}</button>`;
  }

  #blocked() {
    const { id, displayName: name } = this.account;
    return html`<p class="state" role="status">${t('contacts.blocked', { name })}</p>
      ${this.#button('unblock', 'quiet', () => this.#contacts.unblock(id), t('contacts.unblocked'))}`;
  }

  /** @param {'accept' | 'decline' | 'cancel' | 'request' | 'unblock'} name @param {string} look
   * @param {() => Promise<unknown>} work @param {string} done */
  #button(name, look, work, done) {
    return html`<button class="button ${look}" ?disabled=${this.#busy} @click=${() => this.work.run(this.account.id, work, done)}>
      ${t(`contacts.${name}`)}</button>`;
  }

  /** @param {'block' | 'remove'} question */
  async #ask(question) {
    this.question = question;
    await this.updateComplete;
    const dialog = /** @type {import('../components/confirm-dialog/confirm-dialog.js').ConfirmDialog} */ (
      this.renderRoot.querySelector('confirm-dialog')
    );
    if (!(await dialog.ask())) return;
    const { id } = this.account;
    await this.work.run(id, () => this.#contacts[question](id), t(`contacts.${question}.done`));
  }
}

customElements.define('relation-actions', RelationActions);
