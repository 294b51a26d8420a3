import { LitElement, html } from 'lit';
import { t } from '../lib/i18n/i18n.js';
import { Problem } from '../lib/problem.js';
import { base } from '../components/shared/base.js';
import { detail } from './detail.js';
import '../components/auth-frame/auth-frame.js';
import '../components/sign-in-form/sign-in-form.js';
import '../components/sign-up-form/sign-up-form.js';

/** Signing in and signing up. */
export class AuthPage extends LitElement {
  static properties = {
    session: { attribute: false },
    page: {},
    busy: { state: true },
    problem: { state: true },
  };

  static styles = [base];

  constructor() {
    super();
    /** @type {import('../models/session.js').Session | undefined} */
    this.session = undefined;
    this.page = 'sign-in';
    this.busy = false;
    /** @type {Problem | undefined} */
    this.problem = undefined;
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('page')) this.problem = undefined;
    document.title = `${t(this.page === 'sign-up' ? 'auth.signUp' : 'auth.signIn')} · ${t('app.name')}`;
  }

  /** @param {Map<string, unknown>} changed */
  async updated(changed) {
    if (!changed.has('page')) return;
    const form = /** @type {LitElement | null} */ (this.renderRoot.querySelector('sign-in-form, sign-up-form'));
    await form?.updateComplete;
    /** @type {HTMLElement | null | undefined} */ (form?.renderRoot.querySelector('h1'))?.focus();
  }

  render() {
    return html`<auth-frame>${
      this.page === 'sign-up'
        ? html`<sign-up-form ?busy=${this.busy} .problem=${this.problem}
          @sign-up=${detail((data) => this.#try((session) => session.signUp(data)))}></sign-up-form>`
        : html`<sign-in-form ?busy=${this.busy} .problem=${this.problem} ?expired=${this.session?.notice === 'expired'}
          @sign-in=${detail((data) => this.#try((session) => session.signIn(data.login, data.password, data.code)))}></sign-in-form>`
    }
    </auth-frame>`;
  }

  /** @param {(session: import('../models/session.js').Session) => Promise<void>} work */
  async #try(work) {
    if (!this.session) return;
    this.busy = true;
    this.problem = undefined;
    try {
      await work(this.session);
    } catch (failure) {
      this.problem = Problem.of(failure);
    } finally {
      this.busy = false;
    }
  }
}

customElements.define('auth-page', AuthPage);
