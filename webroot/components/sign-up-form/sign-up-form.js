import { LitElement, html, nothing } from 'lit';
import { t } from '../../lib/i18n/i18n.js';
import { problemText, ruleText } from '../../lib/i18n/problems.js';
import { SIGN_UP_FIELDS, brokenRules } from '../../models/sign-up-rules.js';
import { base, buttons, spinner } from '../shared/base.js';
import { field, fields } from '../shared/field.js';
import { warning } from '../shared/icons.js';
import { passwordToggle } from '../shared/password-toggle.js';

/**
 * @typedef {import('../../lib/problem.js').Problem} Problem
 * @typedef {import('../../models/sign-up-rules.js').SignUpField} SignUpField
 */

/**
 * Asks for what an account needs. Broken rules show once a field was left, all of them on submit, and the server's own
 * beside the field that they are about until it is changed. Sends `sign-up` with the five fields.
 */
export class SignUpForm extends LitElement {
  static properties = {
    busy: { type: Boolean },
    invited: { attribute: false },
    least: { attribute: false },
    domains: { attribute: false },
    problem: { attribute: false },
    person: { state: true },
    left: { state: true },
    shown: { state: true },
  };

  static styles = [base, buttons, spinner, fields];

  /** What the server complained about, by field. @type {Partial<Record<string, {value: string, texts: string[]}>>} */
  #refused = {};

  constructor() {
    super();
    this.busy = false;
    /** @type {Problem | undefined} */
    this.problem = undefined;
    /** What the invitation says. @type {import('../../lib/account-api.js').InvitationShown | undefined} */
    this.invited = undefined;
    /** Characters of a password, at least. */
    this.least = 8;
    /** Of which the email must be; empty for any. @type {string[]} */
    this.domains = [];
    this.person = { firstName: '', lastName: '', email: '', username: '', password: '' };
    /** @type {Set<SignUpField>} */
    this.left = new Set();
    this.shown = false;
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('problem')) this.#takeErrors();
    if (changed.has('invited') && this.invited?.email) this.person = { ...this.person, email: this.invited.email };
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    if (changed.has('problem') && this.problem) this.#focusFirstError();
  }

  render() {
    const bad = SIGN_UP_FIELDS.filter((name) => this.#errors(name).length > 0).length;
    return html`
      <h1 class="title" tabindex="-1">${t('auth.signUp.title')}</h1>
      <p class="lead">${this.invited ? t('join.text', { name: this.invited.invitedBy }) : t('auth.signUp.text')}</p>
      <div role="alert">${this.problem && bad > 0 ? this.#notice(t('auth.problems', { count: bad })) : nothing}
        ${this.problem ? this.#otherTexts(this.problem).map((text) => this.#notice(text)) : nothing}</div>
      <form novalidate @submit=${this.#submit} aria-label=${t('auth.signUp')}>
        <div class="pair">
          ${this.#field('firstName', { autocomplete: 'given-name' })}
          ${this.#field('lastName', { autocomplete: 'family-name' })}
        </div>
        ${this.#field('email', { autocomplete: 'email', type: 'email', hint: this.#emailHint() })}
        ${this.#field('username', { autocomplete: 'username', hint: t('hint.username') })}
        ${this.#field('password', {
          autocomplete: 'new-password',
          type: this.shown ? 'text' : 'password',
          hint: t('hint.password', { count: this.least }),
          after: passwordToggle(this.shown, () => (this.shown = !this.shown)),
        })}
        <button class="button" ?disabled=${this.busy}>
          ${this.busy ? html`<span class="spinner"></span>${t('auth.signUp.working')}` : t('auth.signUp')}
        </button>
      </form>
      <p class="other">${t('auth.signUp.other')} <a href="#/sign-in">${t('auth.signUp.toSignIn')}</a></p>`;
  }

  #emailHint() {
    if (this.invited?.email) return t('join.email');
    return this.domains.length > 0 ? t('join.domains', { domains: this.domains.join(', ') }) : undefined;
  }

  /** What is wrong with no field of this form. @param {Problem} problem @returns {string[]} */
  #otherTexts(problem) {
    if (problem.errors.length === 0) return [problemText(problem)];
    return problem.errors.filter(({ field: name }) => !(name in this.person)).map(({ message }) => message);
  }

  /** @param {string} text */
  #notice(text) {
    return html`<p class="notice">${warning()}<span>${text}</span></p>`;
  }

  /** @param {SignUpField} name @param {Partial<import('../shared/field.js').Field>} more */
  #field(name, more) {
    return field({
      name,
      label: t(`field.${name}`),
      value: this.person[name],
      errors: this.#errors(name),
      onInput: (value) => (this.person = { ...this.person, [name]: value }),
      onLeave: () => this.person[name] && (this.left = new Set(this.left).add(name)),
      ...more,
    });
  }

  /** @param {SignUpField} name */
  #errors(name) {
    const own = this.left.has(name)
      ? brokenRules(name, this.person, this.least).map((rule) => ruleText(name, rule, String(this.least)))
      : [];
    const refused = this.#refused[name];
    return refused?.value === this.person[name] ? [...new Set([...own, ...refused.texts])] : own;
  }

  #takeErrors() {
    this.#refused = {};
    for (const { field: name, rule, message } of this.problem?.errors ?? []) {
      const value = this.person[/** @type {SignUpField} */ (name)];
      (this.#refused[name] ??= { value, texts: [] }).texts.push(ruleText(name, rule, message));
    }
  }

  /** @param {SubmitEvent} event */
  #submit(event) {
    event.preventDefault();
    if (this.busy) return;
    this.left = new Set(SIGN_UP_FIELDS);
    if (SIGN_UP_FIELDS.some((name) => brokenRules(name, this.person, this.least).length > 0)) {
      this.#focusFirstError();
      return;
    }
    const { firstName, lastName, email, username, password } = this.person;
    const detail = { firstName: firstName.trim(), lastName: lastName.trim(), email: email.trim(), username, password };
    this.dispatchEvent(new CustomEvent('sign-up', { detail }));
  }

  async #focusFirstError() {
    await this.updateComplete;
    /** @type {HTMLElement | null} */ (this.renderRoot.querySelector('[aria-invalid="true"]'))?.focus();
  }
}

customElements.define('sign-up-form', SignUpForm);
