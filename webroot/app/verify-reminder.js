import { LitElement, css, html, nothing } from 'lit';
import { t } from '../lib/i18n/i18n.js';
import { problemText } from '../lib/i18n/problems.js';
import { Problem } from '../lib/problem.js';
import { base, buttons } from '../components/shared/base.js';
import { Watch } from './watch.js';
import '../components/verify-banner/verify-banner.js';

const LATER = 'verify.later';

/**
 * The banner of a password that an administrator chose; and of an email that is not confirmed, until it is or until it was
 * put off in this tab.
 */
export class VerifyReminder extends LitElement {
  static properties = {
    client: { attribute: false },
    notices: { attribute: false },
    busy: { state: true },
    sent: { state: true },
    later: { state: true },
  };

  static styles = [
    base,
    buttons,
    css`.temporary {
      display: flex; align-items: center; gap: var(--space-2); min-height: 2.75rem; padding: var(--space-1) var(--space-4);
      background: var(--accent-soft); font-size: var(--text-s); border-bottom: 1px solid var(--line);
    } p { flex: 1; min-width: 0; }`,
  ];

  constructor() {
    super();
    /** @type {import('./client.js').Client} */
    this.client = /** @type {any} */ (undefined);
    /** @type {import('./notices.js').Notices} */
    this.notices = /** @type {any} */ (undefined);
    this.busy = false;
    this.sent = false;
    this.later = false;
    this.watch = new Watch(this);
  }

  willUpdate() {
    this.watch.set([this.client.profiles]);
    this.later ||= this.client.kept.get(LATER) === this.client.account.email;
  }

  render() {
    const { email, emailVerified, passwordTemporary } = this.client.account;
    if (passwordTemporary) {
      return html`<section class="temporary" aria-label=${t('temporary.banner')}><p role="status">${t('temporary.banner')}</p>
        <a class="text-button" href="#/settings/security">${t('temporary.banner.choose')}</a></section>`;
    }
    return emailVerified || this.later
      ? nothing
      : html`<verify-banner email=${email} ?sent=${this.sent} ?busy=${this.busy} @again=${this.#again}
          @later=${this.#putOff}></verify-banner>`;
  }

  async #again() {
    this.busy = true;
    try {
      await this.client.api.requestVerification();
      this.sent = true;
    } catch (failure) {
      this.notices.toast(problemText(Problem.of(failure)));
    } finally {
      this.busy = false;
    }
  }

  #putOff() {
    this.client.kept.set(LATER, this.client.account.email);
    this.later = true;
  }
}

customElements.define('verify-reminder', VerifyReminder);
