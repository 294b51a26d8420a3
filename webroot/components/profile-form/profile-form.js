import { LitElement, css, html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { t } from '../../lib/i18n/i18n.js';
import { problemText, ruleText } from '../../lib/i18n/problems.js';
import { paints } from '../../lib/text.js';
import { server } from '../../models/server.js';
import { base, buttons, spinner } from '../shared/base.js';
import { field, fields } from '../shared/field.js';
import { warning } from '../shared/icons.js';

/** @typedef {'displayName' | 'about'} ProfileField */

/** @param {string} text */
const length = (text) => [...text].length;

/** What one says of oneself. Sends `save` with those of `displayName` and `about` that were changed. */
export class ProfileForm extends LitElement {
  static properties = {
    me: { attribute: false },
    busy: { type: Boolean },
    problem: { attribute: false },
    typed: { state: true },
  };

  static styles = [
    base,
    buttons,
    spinner,
    fields,
    css`
    form { max-width: 28rem; }
    textarea {
      flex: 1; min-width: 0; min-height: 7rem; padding: var(--space-3) var(--space-4); border: 0; background: none; resize: vertical;
      border-radius: inherit; font-size: 1rem; line-height: var(--leading); color: inherit; unicode-bidi: plaintext;
    }
    textarea:focus-visible { outline: none; }
    .below { display: flex; justify-content: space-between; gap: var(--space-3); }
    .button { width: auto; justify-self: start; margin: 0; }
  `,
  ];

  /** What the server complained about, until it is changed. @type {Partial<Record<ProfileField, string>>} */ #refused =
    {};

  constructor() {
    super();
    /** @type {import('../../lib/tokens.js').Me | undefined} */
    this.me = undefined;
    this.busy = false;
    /** @type {import('../../lib/problem.js').Problem | undefined} */
    this.problem = undefined;
    /** What differs from what is known; the rest follows other devices. @type {Partial<Record<ProfileField, string>>} */
    this.typed = {};
  }

  /** What was typed is stored now. */
  saved() {
    this.typed = {};
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!changed.has('problem')) return;
    this.#refused = { displayName: this.#value('displayName'), about: this.#value('about') };
  }

  render() {
    return html`<form novalidate @submit=${this.#submit} aria-label=${t('profile.title')}>
      <div role="alert">${
        this.problem && this.#others(this.problem).length > 0
          ? this.#others(this.problem).map((text) => html`<p class="notice">${warning()}<span>${text}</span></p>`)
          : nothing
      }</div>
      ${field({
        name: 'displayName',
        label: t('field.displayName'),
        value: this.#value('displayName'),
        autocomplete: 'name',
        hint: t('hint.displayName'),
        errors: this.#errors('displayName'),
        onInput: (value) => this.#type('displayName', value),
      })}
      ${this.#about()}
      <button class="button" ?disabled=${this.busy} aria-disabled=${!this.#changed}>
        ${this.busy ? html`<span class="spinner"></span>${t('profile.saving')}` : t('profile.save')}</button>
    </form>`;
  }

  #about() {
    const value = this.#value('about');
    const errors = this.#errors('about');
    return html`<div class="field ${errors.length ? 'bad' : ''}"><label for="about">${t('field.about')}</label>
      <div class="box"><textarea id="about" name="about" .value=${live(value)} aria-invalid=${errors.length > 0}
        aria-describedby="about-errors about-left" @input=${(/** @type {any} */ event) => this.#type('about', event.target.value)}></textarea></div>
      <div class="below"><div class="errors" id="about-errors">${errors.map((text) => html`<p>${warning()}<span>${text}</span></p>`)}</div>
        <p class="hint" id="about-left">${t('profile.left', { count: Math.max(0, server.profile.aboutMaxChars - length(value)) })}</p></div></div>`;
  }

  get #changed() {
    return Object.keys(this.typed).length > 0;
  }

  /** @param {ProfileField} name */
  #value(name) {
    return this.typed[name] ?? this.me?.[name] ?? '';
  }

  /** @param {ProfileField} name @param {string} value */
  #type(name, value) {
    const rest = { ...this.typed };
    delete rest[name];
    this.typed = value === this.me?.[name] ? rest : { ...rest, [name]: value };
  }

  /** @param {ProfileField} name @returns {string[]} */
  #errors(name) {
    const value = this.#value(name);
    if (name === 'displayName' && value.trim() === '') return [t('rule.required')];
    if (name === 'displayName' && !paints(value)) return [t('rule.notBlank')];
    if (
      length(value.trim()) >
      (name === 'displayName' ? server.profile.displayNameMaxChars : server.profile.aboutMaxChars)
    ) {
      return [t('rule.maxLength')];
    }
    if (value !== this.#refused[name]) return [];
    const refused = this.problem?.errors.filter((error) => error.field === name) ?? [];
    return [...new Set(refused.map(({ rule, message }) => ruleText(name, rule, message)))];
  }

  /** What is wrong with neither field. @param {import('../../lib/problem.js').Problem} problem */
  #others(problem) {
    return problem.errors.length > 0 ? [] : [problemText(problem)];
  }

  /** @param {SubmitEvent} event */
  #submit(event) {
    event.preventDefault();
    const bad = [...this.renderRoot.querySelectorAll('[aria-invalid="true"]')];
    if (bad.length > 0) /** @type {HTMLElement} */ (bad[0]).focus();
    else if (this.#changed && !this.busy) this.dispatchEvent(new CustomEvent('save', { detail: { ...this.typed } }));
  }
}

customElements.define('profile-form', ProfileForm);
