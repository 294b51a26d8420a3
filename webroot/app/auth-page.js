import { LitElement, css, html } from 'lit';
import { t } from '../lib/i18n/i18n.js';
import { Problem } from '../lib/problem.js';
import { base, buttons } from '../components/shared/base.js';
import { fields } from '../components/shared/field.js';
import { Attempt } from './attempt.js';
import { detail } from './detail.js';
import '../components/auth-frame/auth-frame.js';
import '../components/sign-in-form/sign-in-form.js';
import '../components/sign-up-form/sign-up-form.js';

/** Signing in and signing up; and, where emails must be confirmed first, that a mail is on its way. */
export class AuthPage extends LitElement {
  static properties = {
    session: { attribute: false },
    page: {},
    mailed: { state: true },
  };

  static styles = [
    base,
    buttons,
    fields,
    css`
    h1:focus { outline: none; }
    .button { text-decoration: none; }
  `,
  ];

  constructor() {
    super();
    /** @type {import('../models/session.js').Session | undefined} */
    this.session = undefined;
    this.page = 'sign-in';
    this.attempt = new Attempt(this);
    /** Whose link must be opened before one may sign in. */
    this.mailed = '';
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('page')) {
      this.attempt.reset();
      this.mailed = '';
    }
    document.title = `${t(this.page === 'sign-up' ? 'auth.signUp' : 'auth.signIn')} · ${t('app.name')}`;
  }

  /** @param {Map<string, unknown>} changed */
  async updated(changed) {
    if (changed.has('mailed') && this.mailed) {
      /** @type {HTMLElement | null} */ (this.renderRoot.querySelector('h1'))?.focus();
    }
    if (!changed.has('page')) return;
    const form = /** @type {LitElement | null} */ (this.renderRoot.querySelector('sign-in-form, sign-up-form'));
    await form?.updateComplete;
    /** @type {HTMLElement | null | undefined} */ (form?.renderRoot.querySelector('h1'))?.focus();
  }

  render() {
    return html`<auth-frame>${this.mailed ? this.#lookIntoMails() : this.#form()}</auth-frame>`;
  }

  #lookIntoMails() {
    return html`<h1 class="title" tabindex="-1">${t('auth.mailed.title')}</h1>
      <p class="lead" role="status">${t('auth.mailed.text', { email: this.mailed })}</p>
      <a class="button" href="#/sign-in">${t('auth.signIn')}</a>`;
  }

  #form() {
    const { busy, problem } = this.attempt;
    return this.page === 'sign-up'
      ? html`<sign-up-form ?busy=${busy} .problem=${problem}
          @sign-up=${detail((data) => this.#try((session) => session.signUp(data), data.email))}></sign-up-form>`
      : html`<sign-in-form ?busy=${busy} .problem=${problem} ?expired=${this.session?.notice === 'expired'}
          @sign-in=${detail((data) => this.#try((session) => session.signIn(data.login, data.password, data.code)))}></sign-in-form>`;
  }

  /**
   * @param {(session: import('../models/session.js').Session) => Promise<void>} work
   * @param {string} [email] of a new account
   */
  async #try(work, email) {
    const { session } = this;
    if (!session) return;
    await this.attempt.run(async () => {
      try {
        await work(session);
      } catch (failure) {
        if (!email || Problem.of(failure).kind !== 'email-not-verified') throw failure;
        this.mailed = email;
      }
    });
  }
}

customElements.define('auth-page', AuthPage);
