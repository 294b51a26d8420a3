import { LitElement, css, html, nothing } from 'lit';
import { updateMe } from '../lib/account-api.js';
import { t } from '../lib/i18n/i18n.js';
import { ruleText } from '../lib/i18n/problems.js';
import { brokenRules } from '../models/sign-up-rules.js';
import { base, buttons } from '../components/shared/base.js';
import { field, fields } from '../components/shared/field.js';
import { section } from '../components/shared/section.js';
import { Attempt } from './attempt.js';
import { detail } from './detail.js';
import { Watch } from './watch.js';
import '../components/proof-form/proof-form.js';

/** @typedef {'firstName' | 'lastName' | 'username'} DetailField */

/** @type {DetailField[]} */
const FIELDS = ['firstName', 'lastName', 'username'];
const AUTOCOMPLETE = { firstName: 'given-name', lastName: 'family-name', username: 'username' };

/** Correcting username and names: what is to change, then the proof that it is the person themselves. */
export class DetailsSection extends LitElement {
  static properties = {
    client: { attribute: false },
    notices: { attribute: false },
    typed: { state: true },
    proving: { state: true },
  };

  static styles = [
    base,
    buttons,
    fields,
    section,
    css`form { max-width: 28rem; } .button { width: auto; justify-self: start; margin: 0; }`,
  ];

  constructor() {
    super();
    /** @type {import('./client.js').Client} */
    this.client = /** @type {any} */ (undefined);
    /** @type {import('./notices.js').Notices} */
    this.notices = /** @type {any} */ (undefined);
    /** What differs from what is known. @type {Partial<Record<DetailField, string>>} */
    this.typed = {};
    this.proving = false;
    this.attempt = new Attempt(this);
    this.watch = new Watch(this);
  }

  willUpdate() {
    this.watch.set([this.client.profiles, this.client.twoFactor]);
  }

  firstUpdated() {
    this.client.twoFactor.load();
  }

  render() {
    const { busy, problem } = this.attempt;
    return html`<section aria-labelledby="details"><h3 id="details" tabindex="-1">${t('details.title')}</h3>
      <p class="lead">${t('details.text')}</p>
      ${
        this.proving
          ? html`<p class="lead" role="status">${t('details.prove')}</p>
            <proof-form label=${t('details.save')} ?withCode=${this.client.twoFactor.enabled} ?busy=${busy} .problem=${problem ?? nothing}
              @prove=${detail((proof) => this.#save(proof))} @cancel=${() => (this.proving = false)}></proof-form>`
          : html`<form novalidate @submit=${this.#submit} aria-label=${t('details.title')}>
            <div class="pair">${this.#field('firstName')}${this.#field('lastName')}</div>${this.#field('username', t('details.username.hint'))}
            <button class="button" aria-disabled=${Object.keys(this.typed).length === 0}>${t('details.next')}</button></form>`
      }</section>`;
  }

  /** @param {DetailField} name @param {string} [hint] */
  #field(name, hint) {
    return field({
      name,
      label: t(`field.${name}`),
      value: this.#value(name),
      autocomplete: AUTOCOMPLETE[name],
      hint,
      errors: this.#errors(name),
      onInput: (value) => this.#type(name, value),
    });
  }

  /** @param {DetailField} name */
  #value(name) {
    return this.typed[name] ?? this.client.account[name];
  }

  /** @param {DetailField} name @param {string} value */
  #type(name, value) {
    const rest = { ...this.typed };
    delete rest[name];
    this.typed = value === this.client.account[name] ? rest : { ...rest, [name]: value };
    this.attempt.reset();
  }

  /** @param {DetailField} name @returns {string[]} */
  #errors(name) {
    if (!(name in this.typed)) return [];
    const person = { ...this.client.account, password: '', [name]: this.#value(name) };
    const own = brokenRules(name, person).map((rule) => ruleText(name, rule));
    const refused = this.attempt.problem?.errors.filter((error) => error.field === name) ?? [];
    return [...new Set([...own, ...refused.map(({ rule, message }) => ruleText(name, rule, message))])];
  }

  /** @param {SubmitEvent} event */
  #submit(event) {
    event.preventDefault();
    const bad = /** @type {HTMLElement | null} */ (this.renderRoot.querySelector('[aria-invalid="true"]'));
    if (bad) bad.focus();
    else if (Object.keys(this.typed).length > 0) this.proving = true;
  }

  /** @param {import('../lib/api.js').Proof} proof */
  async #save(proof) {
    const wish = { ...this.typed, ...proof };
    const done = await this.attempt.run(async () => this.client.profiles.takeMe(await updateMe(this.client.api, wish)));
    if (done) {
      this.typed = {};
      this.proving = false;
      this.notices.toast(t('details.saved'));
      await this.updateComplete;
      /** @type {HTMLElement | null} */ (this.renderRoot.querySelector('h3'))?.focus();
    } else if (this.attempt.problem?.errors.some(({ field: name }) => FIELDS.includes(/** @type {any} */ (name)))) {
      this.proving = false;
      await this.updateComplete;
      /** @type {HTMLElement | null} */ (this.renderRoot.querySelector('[aria-invalid="true"]'))?.focus();
    }
  }
}

customElements.define('details-section', DetailsSection);
