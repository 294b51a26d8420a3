import { LitElement, css, html } from 'lit';
import { getSignUp, readInvitation } from '../lib/account-api.js';
import { t } from '../lib/i18n/i18n.js';
import { problemText } from '../lib/i18n/problems.js';
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
    invitation: {},
    info: { state: true },
    invited: { state: true },
    refused: { state: true },
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
    /** What follows `#/join/` in the link of an invitation. */
    this.invitation = '';
    /** Who may sign up here; undefined until it is known. @type {import('../lib/account-api.js').SignUpInfo | undefined} */
    this.info = undefined;
    /** What the invitation says. @type {import('../lib/account-api.js').InvitationShown | undefined} */
    this.invited = undefined;
    /** Why the invitation lets nobody in. @type {Problem | undefined} */
    this.refused = undefined;
    this.attempt = new Attempt(this);
    /** Whose link must be opened before one may sign in. */
    this.mailed = '';
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('session') && this.session) this.#ask();
    if (changed.has('invitation')) this.#read();
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

  /** Where it can't be had the form is there, and the server has the last word. */
  async #ask() {
    this.info = await getSignUp(/** @type {import('../models/session.js').Session} */ (this.session).api).catch(
      () => undefined,
    );
  }

  async #read() {
    const { invitation, session } = this;
    this.invited = undefined;
    this.refused = undefined;
    if (!invitation || !session) return;
    try {
      const invited = await readInvitation(session.api, invitation);
      if (invitation === this.invitation) this.invited = invited;
    } catch (failure) {
      if (invitation === this.invitation) this.refused = Problem.of(failure);
    }
  }

  /** @param {string} title @param {string} text */
  #notHere(title, text) {
    return html`<h1 class="title" tabindex="-1">${title}</h1><p class="lead" role="status">${text}</p>
      <a class="button" href="#/sign-in">${t('auth.signIn')}</a>`;
  }

  get #mode() {
    return this.info?.mode ?? 'open';
  }

  #signUp() {
    const { busy, problem } = this.attempt;
    if (this.refused) return this.#notHere(t('join.title'), problemText(this.refused));
    if (this.#mode === 'closed') return this.#notHere(t('auth.signUp.title'), t('problem.sign-up-closed'));
    if (this.#mode === 'invitation' && !this.invitation) {
      return this.#notHere(t('auth.signUp.title'), t('problem.invitation-needed'));
    }
    const { invitation, invited } = this;
    return html`<sign-up-form ?busy=${busy} .problem=${problem} .invited=${invited} .least=${this.info?.passwordMinLength ?? 8}
      .domains=${this.#mode === 'domains' && !invitation ? (this.info?.domains ?? []) : []}
      @sign-up=${detail((data) => {
        const person = invitation ? { ...data, invitation } : data;
        this.#try((session) => session.signUp(person), data.email);
      })}></sign-up-form>`;
  }

  #form() {
    const { busy, problem } = this.attempt;
    return this.page === 'sign-up'
      ? this.#signUp()
      : html`<sign-in-form ?busy=${busy} .problem=${problem} ?alone=${this.#mode === 'closed' || this.#mode === 'invitation'} ?expired=${this.session?.notice === 'expired'}
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
