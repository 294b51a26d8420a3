import { LitElement, css, html } from 'lit';
import { t } from '../../lib/i18n/i18n.js';
import { base } from '../shared/base.js';
import '../brand-mark/brand-mark.js';

/** The page around the sign-in and sign-up forms: the product's face, and the form in the slot. */
export class AuthFrame extends LitElement {
  static styles = [
    base,
    css`
    :host { height: 100%; overflow-y: auto; background: var(--paper); }
    .page { min-height: 100%; display: grid; grid-template-columns: minmax(20rem, 1fr) minmax(24rem, 1.1fr); }
    .face {
      position: relative; display: flex; flex-direction: column; justify-content: space-between; gap: var(--space-6);
      padding: var(--space-7); overflow: hidden; color: #fff4ea;
      background: url("/icons/pattern.svg") 0 0 / 6rem, linear-gradient(160deg, #a93414, #7c2410 60%, #5f1d10);
    }
    .face brand-mark { font-size: var(--text-xl); --brand-front: #fff4ea; --brand-behind: #3fb3a6; }
    .talk { display: grid; gap: var(--space-3); max-width: 25rem; }
    .talk p {
      padding: var(--space-3) var(--space-4); border-radius: var(--radius-l); width: fit-content;
      background: #fff8f1; color: #2a201b; font-size: var(--text-l); box-shadow: var(--shadow-2);
    }
    .talk p:nth-child(odd) { border-end-start-radius: 0.25rem; }
    .talk p:nth-child(even) {
      justify-self: end; background: #0b6b63; color: #effffb; border-end-end-radius: 0.25rem;
    }
    .tagline {
      font: 700 var(--text-3xl) / 1.12 var(--font-display); letter-spacing: -0.02em; max-width: 14ch;
      text-wrap: balance;
    }
    main { display: grid; align-content: center; justify-items: center; padding: var(--space-6) var(--space-5); }
    .card { width: 100%; max-width: 26rem; }
    .small { display: none; margin-bottom: var(--space-5); font-size: var(--text-xl); }
    @media (max-width: 760px) {
      .page { grid-template-columns: 1fr; align-content: start; }
      .face { display: none; }
      .small { display: inline-flex; }
      main { align-content: start; padding-top: max(var(--space-6), env(safe-area-inset-top)); }
    }
    @media (max-height: 620px) { .talk { display: none; } }
  `,
  ];

  render() {
    return html`<div class="page">
      <aside class="face" aria-label=${t('app.name')}>
        <brand-mark named></brand-mark>
        <div class="talk" aria-hidden="true"><p>Mambo! 👋</p><p>Poa! Karibu Gumzo.</p><p>Sema, what’s new?</p></div>
        <p class="tagline">${t('app.tagline')}</p>
      </aside>
      <main><div class="card"><brand-mark class="small" named></brand-mark><slot></slot></div></main>
    </div>`;
  }
}

customElements.define('auth-frame', AuthFrame);
