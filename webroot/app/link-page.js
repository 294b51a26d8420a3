import { LitElement, css, html, nothing } from 'lit';
import { confirmEmailChange, leastPassword, undoEmailChange } from '../lib/account-api.js';
import { t } from '../lib/i18n/i18n.js';
import { problemText } from '../lib/i18n/problems.js';
import { base, buttons, spinner } from '../components/shared/base.js';
import { fields } from '../components/shared/field.js';
import { warning } from '../components/shared/icons.js';
import { Attempt } from './attempt.js';
import { detail } from './detail.js';
import '../components/auth-frame/auth-frame.js';
import '../components/forgotten-form/forgotten-form.js';
import '../components/password-form/password-form.js';

/** @typedef {'forgotten' | 'verify' | 'reset' | 'confirm-email' | 'undo-email'} Name */

/**
 * What the links of mails lead to, and where one asks for such a mail. Nothing happens before a click: programs that
 * look into mails open links too.
 */
export class LinkPage extends LitElement {
  static properties = {
    api: { attribute: false },
    name: {},
    token: {},
    inside: { type: Boolean },
    done: { state: true },
    least: { state: true },
  };

  static styles = [
    base,
    buttons,
    spinner,
    fields,
    css`
    h1:focus { outline: none; }
    .button { text-decoration: none; }
  `,
  ];

  constructor() {
    super();
    /** @type {import('../lib/api.js').Api} */
    this.api = /** @type {any} */ (undefined);
    /** @type {Name} */
    this.name = 'forgotten';
    this.token = '';
    /** Somebody is signed in here. */
    this.inside = false;
    this.done = false;
    /** Characters of a new password, at least. */
    this.least = 8;
    this.attempt = new Attempt(this);
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('name') || changed.has('token')) {
      this.done = false;
      this.attempt.reset();
      if (this.name === 'reset') leastPassword(this.api).then((least) => (this.least = least));
    }
    document.title = `${t(`${this.name}.title`)} · ${t('app.name')}`;
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    if (changed.has('name') || changed.has('token') || (changed.has('done') && this.done)) {
      /** @type {HTMLElement | null} */ (this.renderRoot.querySelector('h1'))?.focus();
    }
  }

  render() {
    const { name, done } = this;
    return html`<auth-frame>
      <h1 class="title" tabindex="-1">${t(done ? `${name}.done.title` : `${name}.title`)}</h1>
      <p class="lead" role="status">${this.#spoilt ? '' : t(done ? `${name}.done.text` : `${name}.text`)}</p>
      ${done ? this.#onwards() : this.#form()}
    </auth-frame>`;
  }

  #form() {
    const { busy, problem } = this.attempt;
    if (this.#spoilt) return this.#useless(this.#spoilt);
    if (this.name === 'forgotten') {
      return html`<forgotten-form ?busy=${busy} .problem=${problem}
          @forgotten=${detail((email) => this.#try(() => this.api.requestPasswordReset(email)))}></forgotten-form>
        <p class="other"><a href="#/sign-in">${t('forgotten.back')}</a></p>`;
    }
    if (this.name === 'reset') {
      return html`<password-form .least=${this.least} ?busy=${busy} .problem=${problem} label=${t('reset.save')}
        @new-password=${detail(({ password }) => this.#try(() => this.api.resetPassword(this.token, password)))}></password-form>`;
    }
    return html`${problem ? this.#alert(problemText(problem)) : nothing}
      <button class="button" ?disabled=${busy} @click=${() => this.#try(() => this.#use())}>
        ${busy ? html`<span class="spinner"></span>` : nothing}${t(this.name === 'undo-email' ? 'undo-email.confirm' : 'verify.confirm')}</button>`;
  }

  /** Of a link that needs nothing but a click. Who takes an account back goes on to a new password. */
  async #use() {
    if (this.name === 'verify') return this.api.verifyEmail(this.token);
    if (this.name === 'confirm-email') return confirmEmailChange(this.api, this.token);
    const { resetToken } = await undoEmailChange(this.api, this.token);
    location.replace(`#/reset/${resetToken}`);
  }

  /** Says that the link is of no use; undefined while it may be. */
  get #spoilt() {
    const { problem } = this.attempt;
    if (problem?.kind === 'link-not-valid') return problemText(problem);
    // Some damage shows before a server of ours reads the link: nothing is left of it, or it is longer than any link.
    const damaged = problem?.kind === 'link-damaged' || problem?.errors.some(({ field }) => field === 'token');
    return damaged ? t('problem.link-damaged') : undefined;
  }

  /** @param {string} text */
  #useless(text) {
    return html`${this.#alert(text)}${
      this.name === 'reset'
        ? html`<a class="button" href="#/forgotten">${t('reset.again')}</a>`
        : html`<a class="button" href="#/">${t('link.home')}</a>`
    }`;
  }

  /** @param {string} text */
  #alert(text) {
    return html`<p class="notice" role="alert">${warning()}<span>${text}</span></p>`;
  }

  #onwards() {
    return this.inside && (this.name === 'verify' || this.name === 'confirm-email')
      ? html`<a class="button" href="#/">${t('link.home')}</a>`
      : html`<a class="button" href="#/sign-in">${t('auth.signIn')}</a>`;
  }

  /** What ends on another page than it began on is nothing of that page. @param {() => Promise<void>} work */
  async #try(work) {
    const { name, token } = this;
    const done = await this.attempt.run(work);
    if (done && name === this.name && token === this.token) this.done = true;
  }
}

customElements.define('link-page', LinkPage);
