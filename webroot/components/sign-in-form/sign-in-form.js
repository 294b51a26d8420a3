import { LitElement, html, nothing } from 'lit';
import { t } from '../../lib/i18n/i18n.js';
import { problemText, ruleText } from '../../lib/i18n/problems.js';
import { plainDigits } from '../../lib/text.js';
import { base, buttons, spinner } from '../shared/base.js';
import { codeField, passwordField } from '../shared/credentials.js';
import { field, fields } from '../shared/field.js';
import { warning } from '../shared/icons.js';

/** @typedef {import('../../lib/problem.js').Problem} Problem */

/** Asks who it is. Sends `sign-in` with `{login, password, code}`; the code once the server asks for it. */
export class SignInForm extends LitElement {
  static properties = {
    busy: { type: Boolean },
    problem: { attribute: false },
    expired: { type: Boolean },
    alone: { type: Boolean },
    login: { state: true },
    password: { state: true },
    shown: { state: true },
    code: { state: true },
    needsCode: { state: true },
    tried: { state: true },
  };

  static styles = [base, buttons, spinner, fields];

  constructor() {
    super();
    this.busy = false;
    /** @type {Problem | undefined} */
    this.problem = undefined;
    this.expired = false;
    /** Nobody signs up here without an invitation. */
    this.alone = false;
    this.login = '';
    this.password = '';
    this.code = '';
    this.needsCode = false;
    this.shown = false;
    this.tried = false;
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('problem') && this.problem?.kind.startsWith('second-factor-')) this.needsCode = true;
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    if (changed.has('problem') && this.needsCode) this.renderRoot.querySelector('input')?.form?.code?.focus();
  }

  render() {
    return html`
      <h1 class="title" tabindex="-1">${t('auth.signIn.title')}</h1>
      <p class="lead">${t('auth.signIn.text')}</p>
      ${this.expired && !this.problem ? html`<p class="notice calm" role="status">${t('auth.expired')}</p>` : nothing}
      <div role="alert">${this.problem ? html`<p class="notice ${this.problem.kind === 'second-factor-needed' ? 'calm' : ''}">${warning()}<span>${problemText(this.problem)}</span></p>` : nothing}</div>
      <form novalidate @submit=${this.#submit} aria-label=${t('auth.signIn')}>
        ${field({
          name: 'login',
          label: t('field.login'),
          value: this.login,
          autocomplete: 'username',
          errors: this.#errors('login'),
          onInput: (value) => (this.login = value),
        })}
        ${passwordField(this, { label: t('field.password'), errors: this.#errors('password') })}
        ${this.needsCode ? codeField(this, { hint: t('hint.code'), errors: this.#errors('code') }) : nothing}
        <button class="button" ?disabled=${this.busy}>
          ${this.busy ? html`<span class="spinner"></span>${t('auth.signIn.working')}` : t('auth.signIn')}
        </button>
      </form>
      <p class="other"><a href="#/forgotten">${t('auth.signIn.forgotten')}</a></p>
      ${this.alone ? nothing : html`<p class="other">${t('auth.signIn.other')} <a href="#/sign-up">${t('auth.signIn.toSignUp')}</a></p>`}`;
  }

  /** @param {'login' | 'password' | 'code'} name */
  #errors(name) {
    return this.tried && this[name] === '' ? [ruleText(name, 'required')] : [];
  }

  /** @param {SubmitEvent} event */
  async #submit(event) {
    event.preventDefault();
    this.tried = true;
    if (this.busy) return;
    if (this.login.trim() && this.password && (!this.needsCode || this.code.trim())) {
      const code = this.needsCode ? plainDigits(this.code.trim()) : undefined;
      this.dispatchEvent(
        new CustomEvent('sign-in', { detail: { login: this.login.trim(), password: this.password, code } }),
      );
      return;
    }
    await this.updateComplete;
    /** @type {HTMLElement | null | undefined} */ (this.renderRoot.querySelector('[aria-invalid="true"]'))?.focus();
  }
}

customElements.define('sign-in-form', SignInForm);
