import { LitElement, css, html, nothing } from 'lit';
import { t } from '../../lib/i18n/i18n.js';
import { problemText, ruleText } from '../../lib/i18n/problems.js';
import { brokenRules } from '../../models/sign-up-rules.js';
import { base, buttons, spinner } from '../shared/base.js';
import { codeField } from '../shared/credentials.js';
import { field, fields } from '../shared/field.js';
import { warning } from '../shared/icons.js';
import { passwordToggle } from '../shared/password-toggle.js';

/**
 * @typedef {import('../../lib/problem.js').Problem} Problem
 * @typedef {'current' | 'password'} Name
 */

const NOBODY = { firstName: '', lastName: '', email: '', username: '' };

/**
 * Asks for a new password and, with `current`, for the one that it replaces; with `withCode`, or when the server wants
 * one, for a code of the second factor too. What is wrong is told as in signing up. Sends `new-password` with
 * `{current, password, code}`.
 */
export class PasswordForm extends LitElement {
  static properties = {
    busy: { type: Boolean },
    least: { attribute: false },
    problem: { attribute: false },
    current: { type: Boolean },
    withCode: { type: Boolean },
    code: { state: true },
    tried: { state: true },
    person: { attribute: false },
    label: {},
    values: { state: true },
    left: { state: true },
    shown: { state: true },
  };

  static styles = [base, buttons, spinner, fields, css`:host([current]) .button { width: fit-content; }`];

  /** What the server complained about, by field. @type {Partial<Record<string, {value: string, texts: string[]}>>} */
  #refused = {};

  constructor() {
    super();
    this.busy = false;
    /** Characters of a new password, at least. */
    this.least = 8;
    /** @type {Problem | undefined} */
    this.problem = undefined;
    this.current = false;
    this.withCode = false;
    this.code = '';
    /** Whether it was sent, or would have been. */ this.tried = false;
    /** Whose password it is, as far as that is known. */
    this.person = NOBODY;
    this.label = '';
    this.values = { current: '', password: '' };
    /** @type {Set<Name>} */
    this.left = new Set();
    this.shown = false;
  }

  /** The server tells when a code is needed of which this page did not know. */
  get #wantsCode() {
    return (this.problem?.kind ?? '').startsWith('second-factor-');
  }

  /** Empty again, after it was taken. */
  clear() {
    this.values = { current: '', password: '' };
    this.code = '';
    this.tried = false;
    this.left = new Set();
    this.shown = false;
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!changed.has('problem')) return;
    this.#refused = {};
    for (const { field: name, rule, message } of this.problem?.errors ?? []) {
      const value = this.values[/** @type {Name} */ (name)];
      (this.#refused[name] ??= { value, texts: [] }).texts.push(ruleText(name, rule, message));
    }
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    if (!changed.has('problem') || !this.problem) return;
    if (this.#wantsCode) this.renderRoot.querySelector('form')?.code?.focus();
    else this.#focusFirstError();
  }

  render() {
    const { problem, shown } = this;
    const toggle = passwordToggle(shown, () => (this.shown = !shown));
    return html`<div role="alert">${
      problem && problem.errors.length === 0 && !this.#wantsCode
        ? html`<p class="notice">${warning()}<span>${problemText(problem)}</span></p>`
        : nothing
    }</div>
      <form novalidate @submit=${this.#submit} aria-label=${this.label}>
        <input hidden name="username" autocomplete="username" .value=${this.person.username} readonly>
        ${this.current ? this.#field('current', { autocomplete: 'current-password' }) : nothing}
        ${this.#field('password', { autocomplete: 'new-password', hint: t('hint.password', { count: this.least }), after: toggle })}
        ${this.withCode || this.#wantsCode ? codeField(this, { hint: t('hint.code'), errors: this.#codeErrors() }) : nothing}
        <button class="button" ?disabled=${this.busy}>${this.busy ? html`<span class="spinner"></span>` : nothing}${this.label}</button>
      </form>`;
  }

  /** @param {Name} name @param {Partial<import('../shared/field.js').Field>} more */
  #field(name, more) {
    return field({
      name,
      label: t(name === 'current' ? 'field.current' : 'field.newPassword'),
      value: this.values[name],
      type: this.shown ? 'text' : 'password',
      errors: this.#errors(name),
      onInput: (value) => (this.values = { ...this.values, [name]: value }),
      onLeave: () => this.values[name] && (this.left = new Set(this.left).add(name)),
      ...more,
    });
  }

  /** @param {Name} name */
  #broken(name) {
    if (name === 'current') return !this.current || this.values.current ? [] : ['required'];
    return brokenRules('password', { ...NOBODY, ...this.person, password: this.values.password }, this.least);
  }

  /** @param {Name} name */
  #errors(name) {
    const own = this.left.has(name) ? this.#broken(name).map((rule) => ruleText(name, rule, String(this.least))) : [];
    const refused = this.#refused[name];
    return refused?.value === this.values[name] ? [...new Set([...own, ...refused.texts])] : own;
  }

  #codeErrors() {
    if (this.tried && !this.code.trim()) return [ruleText('code', 'required')];
    return this.problem?.kind === 'second-factor-failed' ? [problemText(this.problem)] : [];
  }

  /** @param {SubmitEvent} event */
  #submit(event) {
    event.preventDefault();
    if (this.busy) return;
    this.left = new Set(/** @type {Name[]} */ (['current', 'password']));
    const wantsCode = this.withCode || this.#wantsCode;
    this.tried = true;
    const incomplete = wantsCode && !this.code.trim();
    if (incomplete || this.#broken('current').length + this.#broken('password').length > 0) {
      this.#focusFirstError();
      return;
    }
    this.tried = false;
    const code = wantsCode ? this.code.trim() : undefined;
    this.dispatchEvent(new CustomEvent('new-password', { detail: { ...this.values, code } }));
  }

  async #focusFirstError() {
    await this.updateComplete;
    /** @type {HTMLElement | null} */ (this.renderRoot.querySelector('[aria-invalid="true"]'))?.focus();
  }
}

customElements.define('password-form', PasswordForm);
