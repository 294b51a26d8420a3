import { LitElement, css, html, svg } from 'lit';
import { t } from '../../lib/i18n/i18n.js';
import { base, buttons } from '../shared/base.js';

/** What an authenticator app is to scan, or to be typed into it. */
export class TwoFactorSetup extends LitElement {
  static properties = { begun: { attribute: false } };

  static styles = [
    base,
    buttons,
    css`
    :host { margin-bottom: var(--space-4); }
    ol { display: grid; gap: var(--space-3); list-style: decimal; padding-inline-start: var(--space-5); max-width: 36rem; }
    .qr { width: 13rem; max-width: 100%; background: #ffffff; border-radius: var(--radius-m); margin-top: var(--space-3); }
    .qr path { fill: #000000; }
    code {
      display: inline-block; font-size: var(--text-m); background: var(--sunken); padding: var(--space-1) var(--space-2);
      border-radius: var(--radius-s); overflow-wrap: anywhere; user-select: all;
    }
    a { color: var(--accent); font-weight: 650; }
  `,
  ];

  constructor() {
    super();
    /** @type {import('../../lib/api.js').TwoFactorBegun | undefined} */
    this.begun = undefined;
  }

  render() {
    if (!this.begun) return html``;
    const { secret, uri, qr } = this.begun;
    return html`<ol>
      <li>${t('twoFactor.scan')}
        <svg class="qr" viewBox="0 0 ${qr.size} ${qr.size}" shape-rendering="crispEdges" role="img" aria-label=${t('twoFactor.qr')}>${svg`<path d=${qr.path}></path>`}</svg></li>
      <li>${t('twoFactor.type')} <code>${secret.replace(/(.{4})(?=.)/g, '$1 ')}</code><br><a href=${uri}>${t('twoFactor.open')}</a></li>
      <li>${t('twoFactor.enter')}</li>
    </ol>`;
  }
}

customElements.define('two-factor-setup', TwoFactorSetup);
