import { LitElement, css, html, nothing } from 'lit';
import { cancelEmailChange, getEmailChange, requestEmailChange } from '../lib/account-api.js';
import { t } from '../lib/i18n/i18n.js';
import { problemText, ruleText } from '../lib/i18n/problems.js';
import { Problem } from '../lib/problem.js';
import { base, buttons } from '../components/shared/base.js';
import { field, fields } from '../components/shared/field.js';
import { section } from '../components/shared/section.js';
import { Attempt } from './attempt.js';
import { detail } from './detail.js';
import { Watch } from './watch.js';
import '../components/proof-form/proof-form.js';

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** The email of the account: another one waits until the link that was sent there is used. */
export class EmailSection extends LitElement {
  static properties = {
    client: { attribute: false },
    notices: { attribute: false },
    waiting: { state: true },
    email: { state: true },
    tried: { state: true },
    proving: { state: true },
  };

  static styles = [
    base,
    buttons,
    fields,
    section,
    css`
    form { max-width: 28rem; }
    .button { width: auto; justify-self: start; margin: 0; }
    .notice { flex-wrap: wrap; justify-content: space-between; overflow-wrap: anywhere; }
  `,
  ];

  /** What the account had when it was last asked what waits. */ #asked = -1;

  constructor() {
    super();
    /** @type {import('./client.js').Client} */
    this.client = /** @type {any} */ (undefined);
    /** @type {import('./notices.js').Notices} */
    this.notices = /** @type {any} */ (undefined);
    /** The email that waits to be confirmed. @type {string | null} */
    this.waiting = null;
    this.email = '';
    this.tried = false;
    this.proving = false;
    this.attempt = new Attempt(this);
    this.watch = new Watch(this);
  }

  willUpdate() {
    const { profiles, twoFactor } = this.client;
    this.watch.set([profiles, twoFactor]);
    if (this.#asked === profiles.details) return;
    this.#asked = profiles.details;
    this.#ask();
  }

  async #ask() {
    try {
      this.waiting = (await getEmailChange(this.client.api)).email;
    } catch (failure) {
      this.notices.toast(problemText(Problem.of(failure)));
    }
  }

  render() {
    const { busy, problem } = this.attempt;
    const { email, emailVerified } = this.client.account;
    return html`<section aria-labelledby="email-title"><h3 id="email-title" tabindex="-1">${t('email.title')}</h3>
      <p class="lead">${t(emailVerified ? 'email.now' : 'email.now.unconfirmed', { email })}</p>
      ${
        this.waiting
          ? html`<div class="notice calm" role="status"><span>${t('email.waiting', { email: this.waiting })}</span>
            <button class="button quiet" ?disabled=${busy} @click=${this.#cancel}>${t('email.cancel')}</button></div>`
          : nothing
      }
      ${
        this.proving
          ? html`<p class="lead" role="status">${t('details.prove')}</p>
            <proof-form label=${t('email.send')} ?withCode=${this.client.twoFactor.enabled} ?busy=${busy} .problem=${problem ?? nothing}
              @prove=${detail((proof) => this.#request(proof))} @cancel=${() => (this.proving = false)}></proof-form>`
          : html`<form novalidate @submit=${this.#submit} aria-label=${t('email.title')}>${field({
              name: 'email',
              label: t('email.new'),
              type: 'email',
              value: this.email,
              autocomplete: 'email',
              hint: t('email.hint'),
              errors: this.#errors(),
              onInput: (value) => {
                this.email = value;
                this.attempt.reset();
              },
            })}<button class="button">${t('details.next')}</button></form>`
      }</section>`;
  }

  #errors() {
    const refused = this.attempt.problem?.errors.filter((error) => error.field === 'email') ?? [];
    if (refused.length > 0) return refused.map(({ rule, message }) => ruleText('email', rule, message));
    if (!this.tried || EMAIL.test(this.email.trim())) return [];
    return [ruleText('email', this.email.trim() ? 'email' : 'required')];
  }

  /** @param {SubmitEvent} event */
  async #submit(event) {
    event.preventDefault();
    this.tried = true;
    await this.updateComplete;
    const bad = /** @type {HTMLElement | null} */ (this.renderRoot.querySelector('[aria-invalid="true"]'));
    if (bad) bad.focus();
    else this.proving = true;
  }

  /** @param {import('../lib/api.js').Proof} proof */
  async #request(proof) {
    const email = this.email.trim();
    const done = await this.attempt.run(async () => {
      this.waiting = (await requestEmailChange(this.client.api, { email, ...proof })).email;
    });
    if (done) {
      this.email = '';
      this.tried = false;
    }
    if (done || this.attempt.problem?.errors.some((error) => error.field === 'email')) {
      this.proving = false;
      await this.updateComplete;
      /** @type {HTMLElement | null} */ (this.renderRoot.querySelector(done ? 'h3' : '[aria-invalid="true"]'))?.focus();
    }
  }

  async #cancel() {
    if (await this.attempt.run(() => cancelEmailChange(this.client.api))) {
      this.waiting = null;
      this.notices.toast(t('email.cancelled'));
    }
  }
}

customElements.define('email-section', EmailSection);
