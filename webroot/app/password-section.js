import { LitElement, css, html } from 'lit';
import { leastPassword } from '../lib/account-api.js';
import { t } from '../lib/i18n/i18n.js';
import { base } from '../components/shared/base.js';
import { section } from '../components/shared/section.js';
import { Attempt } from './attempt.js';
import { detail } from './detail.js';
import { Watch } from './watch.js';
import '../components/password-form/password-form.js';

/** Taking another password. */
export class PasswordSection extends LitElement {
  static properties = { client: { attribute: false }, notices: { attribute: false }, least: { state: true } };

  static styles = [base, section, css`password-form { max-width: 26rem; }`];

  constructor() {
    super();
    /** @type {import('./client.js').Client} */
    this.client = /** @type {any} */ (undefined);
    /** @type {import('./notices.js').Notices} */
    this.notices = /** @type {any} */ (undefined);
    /** Characters of a new password, at least. */
    this.least = 8;
    this.attempt = new Attempt(this);
    this.watch = new Watch(this);
  }

  willUpdate() {
    this.watch.set([this.client.twoFactor]);
  }

  async firstUpdated() {
    this.least = await leastPassword(this.client.api);
  }

  render() {
    const { busy, problem } = this.attempt;
    return html`<section aria-labelledby="heading"><h3 id="heading" tabindex="-1">${t('password.title')}</h3>
      <p class="lead">${t('password.text')}</p>
      <password-form current .least=${this.least} ?withCode=${this.client.twoFactor.enabled} label=${t('password.save')} ?busy=${busy} .problem=${problem} .person=${this.client.account}
        @new-password=${detail((change) => this.#change(change))}></password-form>
    </section>`;
  }

  /** @param {{current: string, password: string, code?: string}} change */
  async #change(change) {
    const done = await this.attempt.run(() => this.client.api.changePassword(change));
    if (!done) return;
    const form = /** @type {import('../components/password-form/password-form.js').PasswordForm} */ (
      this.renderRoot.querySelector('password-form')
    );
    form.clear();
    this.notices.toast(t('password.done'));
    /** @type {HTMLElement | null} */ (this.renderRoot.querySelector('h3'))?.focus();
  }
}

customElements.define('password-section', PasswordSection);
