import { LitElement, css, html } from 'lit';
import { t } from '../../lib/i18n/i18n.js';
import { base, buttons } from '../shared/base.js';
import { close } from '../shared/icons.js';

/** Reminds of an email that is not confirmed yet. Sends `again` for another link and `later` to be left alone. */
export class VerifyBanner extends LitElement {
  static properties = { email: {}, sent: { type: Boolean }, busy: { type: Boolean } };

  static styles = [
    base,
    buttons,
    css`
    .banner {
      display: flex; align-items: center; gap: var(--space-2); min-height: 2.75rem;
      padding-block: var(--space-1); padding-inline: var(--space-4) var(--space-2);
      background: var(--accent-soft); color: var(--ink); font-size: var(--text-s);
      border-bottom: 1px solid var(--line);
    }
    p { flex: 1; min-width: 0; overflow-wrap: anywhere; }
    .text-button { white-space: nowrap; }
  `,
  ];

  constructor() {
    super();
    this.email = '';
    this.sent = false;
    this.busy = false;
  }

  render() {
    const { email, sent, busy } = this;
    return html`<section class="banner" aria-label=${t('verify.banner.label')}>
      <p role="status">${t(sent ? 'verify.banner.sent' : 'verify.banner.text', { email })}</p>
      ${
        sent
          ? ''
          : html`<button class="text-button" ?disabled=${busy} @click=${() => this.#send('again')}>${t('verify.banner.again')}</button>`
      }
      <button class="icon-button" aria-label=${t('verify.banner.later')} title=${t('verify.banner.later')} @click=${() => this.#send('later')}>${close()}</button>
    </section>`;
  }

  /** @param {string} name */
  #send(name) {
    this.dispatchEvent(new CustomEvent(name));
  }
}

customElements.define('verify-banner', VerifyBanner);
