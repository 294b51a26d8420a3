import { LitElement, css, html, nothing } from 'lit';
import { t } from '../../lib/i18n/i18n.js';
import { trimmed } from '../../lib/text.js';
import { base, buttons, spinner } from '../shared/base.js';

const MOST = 1_000;

/** Asks somebody to be a contact. Sends `request` with the first message, or an empty text. */
export class ContactRequestForm extends LitElement {
  static properties = { name: {}, busy: { type: Boolean } };

  static styles = [
    base,
    buttons,
    spinner,
    css`
    form { display: grid; gap: var(--space-3); width: min(24rem, 100%); text-align: start; }
    textarea {
      width: 100%; min-height: 5rem; resize: vertical; padding: var(--space-3) var(--space-4); border-radius: var(--radius-m);
      border: 1.5px solid var(--line-strong); background: var(--surface);
    }
    label { font-size: var(--text-s); color: var(--ink-soft); display: grid; gap: var(--space-1); }
  `,
  ];

  constructor() {
    super();
    this.name = '';
    this.busy = false;
  }

  render() {
    return html`<form @submit=${this.#submit}>
      <label>${t('contacts.message', { name: this.name })}
        <textarea maxlength=${MOST} dir="auto" placeholder=${t('contacts.message.placeholder')}></textarea></label>
      <button class="button" ?disabled=${this.busy}>${this.busy ? html`<span class="spinner"></span>` : nothing}${t('contacts.request')}</button>
    </form>`;
  }

  /** @param {Event} event */
  #submit(event) {
    event.preventDefault();
    const { value } = /** @type {HTMLTextAreaElement} */ (this.renderRoot.querySelector('textarea'));
    this.dispatchEvent(new CustomEvent('request', { detail: trimmed(value) }));
  }
}

customElements.define('contact-request-form', ContactRequestForm);
