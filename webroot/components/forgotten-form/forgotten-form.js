import { LitElement, html, nothing } from 'lit';
import { t } from '../../lib/i18n/i18n.js';
import { problemText, ruleText } from '../../lib/i18n/problems.js';
import { base, buttons, spinner } from '../shared/base.js';
import { field, fields } from '../shared/field.js';
import { warning } from '../shared/icons.js';

/** Asks for the email of an account. Sends `forgotten` with it. */
export class ForgottenForm extends LitElement {
  static properties = {
    busy: { type: Boolean },
    problem: { attribute: false },
    email: { state: true },
    tried: { state: true },
  };

  static styles = [base, buttons, spinner, fields];

  constructor() {
    super();
    this.busy = false;
    /** @type {import('../../lib/problem.js').Problem | undefined} */
    this.problem = undefined;
    this.email = '';
    this.tried = false;
  }

  get #wrong() {
    const email = this.email.trim();
    if (!email) return 'required';
    return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) && email.length <= 254 ? undefined : 'email';
  }

  render() {
    const { problem } = this;
    const wrong = this.tried ? this.#wrong : undefined;
    const refused = problem?.errors.some(({ field: name }) => name === 'email');
    return html`<div role="alert">${
      problem
        ? html`<p class="notice">${warning()}<span>${refused ? ruleText('email', 'email') : problemText(problem)}</span></p>`
        : nothing
    }</div>
      <form novalidate @submit=${this.#submit} aria-label=${t('forgotten.send')}>
        ${field({
          name: 'email',
          label: t('field.email'),
          value: this.email,
          type: 'email',
          autocomplete: 'email',
          errors: wrong ? [ruleText('email', wrong)] : [],
          onInput: (value) => (this.email = value),
        })}
        <button class="button" ?disabled=${this.busy}>${this.busy ? html`<span class="spinner"></span>` : nothing}${t('forgotten.send')}</button>
      </form>`;
  }

  /** @param {SubmitEvent} event */
  async #submit(event) {
    event.preventDefault();
    this.tried = true;
    if (this.busy) return;
    if (!this.#wrong) {
      this.dispatchEvent(new CustomEvent('forgotten', { detail: this.email.trim() }));
      return;
    }
    await this.updateComplete;
    /** @type {HTMLElement | null} */ (this.renderRoot.querySelector('[aria-invalid="true"]'))?.focus();
  }
}

customElements.define('forgotten-form', ForgottenForm);
