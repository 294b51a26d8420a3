import { LitElement, css, html, nothing } from 'lit';
import { t } from '../../lib/i18n/i18n.js';
import { problemText, ruleText } from '../../lib/i18n/problems.js';
import { plainDigits } from '../../lib/text.js';
import { base, buttons, spinner } from '../shared/base.js';
import { codeField, passwordField } from '../shared/credentials.js';
import { fields } from '../shared/field.js';
import { warning } from '../shared/icons.js';

/** @typedef {import('../../lib/problem.js').Problem} Problem */

/** Makes sure that it is the person themselves. Sends `prove` with `{password, code}`, and `cancel`. */
export class ProofForm extends LitElement {
  static properties = {
    label: {},
    withCode: { type: Boolean },
    onlyCode: { type: Boolean },
    danger: { type: Boolean },
    busy: { type: Boolean },
    problem: { attribute: false },
    password: { state: true },
    code: { state: true },
    shown: { state: true },
    tried: { state: true },
  };

  static styles = [
    base,
    buttons,
    spinner,
    fields,
    css`
    form { max-width: 24rem; }
    .choices { display: flex; flex-wrap: wrap; gap: var(--space-2); }
    .button { width: auto; min-height: var(--target); margin: 0; }
    .danger { background: var(--danger-fill); color: var(--on-accent); }
    .danger:hover { background: var(--danger-fill); }
  `,
  ];

  constructor() {
    super();
    /** What the button says. */ this.label = '';
    this.withCode = false;
    this.onlyCode = false;
    this.danger = false;
    this.busy = false;
    /** @type {Problem | undefined} */
    this.problem = undefined;
    this.password = '';
    this.code = '';
    this.shown = false;
    this.tried = false;
  }

  /** The server tells when a code is needed of which this page did not know. */
  get #needsCode() {
    return this.onlyCode || this.withCode || (this.problem?.kind ?? '').startsWith('second-factor-');
  }

  firstUpdated() {
    this.renderRoot.querySelector('input')?.focus();
  }

  /** What the server wants besides is where one goes on. @param {Map<string, unknown>} changed */
  updated(changed) {
    if (changed.has('problem') && this.problem?.kind.startsWith('second-factor-')) {
      this.renderRoot.querySelector('input')?.form?.code?.focus();
    }
  }

  render() {
    return html`<div role="alert">${this.#general()}</div>
      <form novalidate @submit=${this.#submit} aria-label=${this.label}>
        ${
          this.onlyCode
            ? nothing
            : passwordField(this, { label: t('field.password.current'), errors: this.#errors('password') })
        }${
          this.#needsCode
            ? codeField(this, { hint: this.onlyCode ? undefined : t('hint.code'), errors: this.#errors('code') })
            : nothing
        }
        <div class="choices"><button class="button ${this.danger ? 'danger' : ''}" ?disabled=${this.busy}>
            ${this.busy ? html`<span class="spinner"></span>` : nothing}${this.label}</button>
          <button class="button quiet" type="button" @click=${() => this.dispatchEvent(new CustomEvent('cancel'))}>${t('action.cancel')}</button></div>
      </form>`;
  }

  /** What belongs to no field. */
  #general() {
    const { problem } = this;
    if (!problem || problem.errors.length > 0 || problem.kind.startsWith('second-factor-')) return nothing;
    return html`<p class="notice">${warning()}<span>${problemText(problem)}</span></p>`;
  }

  /** @param {'password' | 'code'} name */
  #errors(name) {
    if (this.tried && this[name] === '') return [ruleText(name, 'required')];
    if (name === 'code' && this.problem?.kind === 'second-factor-failed') return [problemText(this.problem)];
    return (this.problem?.errors ?? [])
      .filter((error) => error.field === name)
      .map(({ rule, message }) => ruleText(name, rule, message));
  }

  /** @param {SubmitEvent} event */
  async #submit(event) {
    event.preventDefault();
    this.tried = true;
    if (this.busy) return;
    if ((this.onlyCode || this.password) && (!this.#needsCode || this.code.trim())) {
      const code = this.#needsCode ? plainDigits(this.code.trim()) : undefined;
      this.tried = false;
      this.dispatchEvent(new CustomEvent('prove', { detail: { password: this.password, code } }));
      return;
    }
    await this.updateComplete;
    /** @type {HTMLElement | null} */ (this.renderRoot.querySelector('[aria-invalid="true"]'))?.focus();
  }
}

customElements.define('proof-form', ProofForm);
