import { LitElement, css, html, nothing } from 'lit';
import { createAccount, importAccounts } from '../lib/account-api.js';
import { t } from '../lib/i18n/i18n.js';
import { problemText, ruleText } from '../lib/i18n/problems.js';
import { base, buttons, spinner } from '../components/shared/base.js';
import { field, fields } from '../components/shared/field.js';
import { warning } from '../components/shared/icons.js';
import { section } from '../components/shared/section.js';
import { Attempt } from './attempt.js';

/** @typedef {import('../lib/account-api.js').MadeAccount} MadeAccount */

const NOBODY = { firstName: '', lastName: '', email: '', username: '' };
const WAYS = /** @type {const} */ (['mail', 'temporary']);

/** Makes accounts for others, one at a time or from a spreadsheet. */
export class MakingSection extends LitElement {
  static properties = {
    client: { attribute: false },
    person: { state: true },
    way: { state: true },
    made: { state: true },
  };

  static styles = [
    base,
    buttons,
    spinner,
    fields,
    section,
    css`
    form { max-width: 32rem; }
    fieldset { border: 0; margin: 0 0 var(--space-4); padding: 0; display: grid; gap: var(--space-1); }
    legend { font-weight: 600; font-size: var(--text-s); padding: 0; }
    .choice { display: flex; gap: var(--space-2); align-items: center; min-height: var(--target); cursor: pointer; font-size: 1rem; font-weight: 400; }
    .choice input { flex: none; accent-color: var(--accent-fill); width: 1.125rem; height: 1.125rem; min-height: 0; margin: 0; }
    .button { width: auto; justify-self: start; margin: 0; }
    .file { margin-top: var(--space-5); }
    table { border-collapse: collapse; margin-top: var(--space-4); }
    .wide { overflow-x: auto; }
    th, td { text-align: start; padding-block: var(--space-1); padding-inline-end: var(--space-4); }
    code { user-select: all; }
    .errors { margin: 0 0 var(--space-4); padding-inline-start: 1.2em; max-height: 20rem; overflow-y: auto; display: block; }
  `,
  ];

  constructor() {
    super();
    /** @type {import('./client.js').Client} */
    this.client = /** @type {any} */ (undefined);
    this.person = NOBODY;
    /** How they come to their passwords. @type {'mail' | 'temporary'} */
    this.way = 'mail';
    /** @type {MadeAccount[]} */
    this.made = [];
    this.creating = new Attempt(this);
    this.importing = new Attempt(this);
  }

  render() {
    const { busy, problem } = this.creating;
    return html`<section aria-labelledby="making"><h2 id="making" tabindex="-1">${t('making.title')}</h2><p class="lead">${t('making.text')}</p>
      <fieldset><legend>${t('making.password')}</legend>${WAYS.map(
        (way) => html`<label class="choice"><input type="radio" name="way" value=${way} .checked=${this.way === way}
          @change=${() => (this.way = way)}>${t(`making.password.${way}`)}</label>`,
      )}</fieldset>
      <div role="alert">${problem && problem.errors.length === 0 ? this.#notice(problemText(problem)) : nothing}</div>
      <form novalidate @submit=${this.#create} aria-label=${t('making.create')}>
        <div class="pair">${this.#field('firstName')}${this.#field('lastName')}</div>
        <div class="pair">${this.#field('email')}${this.#field('username')}</div>
        <button class="button" ?disabled=${busy}>${busy ? html`<span class="spinner"></span>` : nothing}${t('making.create')}</button></form>
      ${this.#file()}
      <div role="status">${this.made.length > 0 ? this.#made() : nothing}</div></section>`;
  }

  #file() {
    const { busy, problem } = this.importing;
    return html`<div class="file"><h3 id="import">${t('making.import')}</h3><p class="lead">${t('making.import.text')}</p>
      <div role="alert">${problem ? this.#notice(problem.errors.length > 0 ? t('making.import.broken') : problemText(problem)) : nothing}${
        problem?.errors.length
          ? html`<ul class="errors">${problem.errors.map((error) => html`<li>${rowText(error)}</li>`)}</ul>`
          : nothing
      }</div>
      <button class="button quiet" ?disabled=${busy} @click=${() => this.#input.click()}>
        ${busy ? html`<span class="spinner"></span>` : nothing}${t('making.import.choose')}</button>
      <input type="file" hidden accept=".csv,text/csv" aria-label=${t('making.import.choose')} @change=${this.#import}></div>`;
  }

  #made() {
    return html`<p>${t('making.made', { count: this.made.length })}</p>${
      this.made.some(({ temporaryPassword }) => temporaryPassword)
        ? html`<p>${t('making.once')}</p><div class="wide"><table><thead><tr><th scope="col">${t('field.username')}</th><th scope="col">${t('field.password')}</th></tr></thead>
          <tbody>${this.made.map(({ username, temporaryPassword }) => html`<tr><td>${username}</td><td><code>${temporaryPassword}</code></td></tr>`)}</tbody></table></div>`
        : nothing
    }`;
  }

  /** @param {string} text */
  #notice(text) {
    return html`<p class="notice">${warning()}<span>${text}</span></p>`;
  }

  get #input() {
    return /** @type {HTMLInputElement} */ (this.renderRoot.querySelector('input[type=file]'));
  }

  /** @param {keyof typeof NOBODY} name */
  #field(name) {
    const refused = this.creating.problem?.errors.filter((error) => error.field === name) ?? [];
    return field({
      name,
      label: t(`field.${name}`),
      value: this.person[name],
      type: name === 'email' ? 'email' : 'text',
      errors: [...new Set(refused.map(({ rule, message }) => ruleText(name, rule, message)))],
      onInput: (value) => (this.person = { ...this.person, [name]: value }),
    });
  }

  /** @param {SubmitEvent} event */
  async #create(event) {
    event.preventDefault();
    if (this.creating.busy) return;
    this.made = [];
    const done = await this.creating.run(async () => {
      this.made = [await createAccount(this.client.api, { ...this.person, password: this.way })];
    });
    if (done) this.person = NOBODY;
    await this.updateComplete;
    /** @type {HTMLElement | null} */ (this.renderRoot.querySelector(done ? 'h2' : '[aria-invalid="true"]'))?.focus();
  }

  async #import() {
    const [file] = this.#input.files ?? [];
    // The same file can be chosen again, corrected.
    this.#input.value = '';
    if (!file) return;
    this.made = [];
    await this.importing.run(async () => {
      this.made = (await importAccounts(this.client.api, file, this.way)).items;
    });
  }
}

/** Which row, which field and which rule. @param {import('../lib/problem.js').FieldError} error */
function rowText({ field: name, rule, message }) {
  const [, row, column] = /^rows\.(\d+)\.(\w+)$/.exec(name) ?? [];
  return row
    ? t('making.import.row', { row, column, text: ruleText(column, rule, message) })
    : ruleText('file', rule, message);
}

customElements.define('making-section', MakingSection);
