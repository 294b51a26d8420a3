import { LitElement, css, html } from 'lit';
import { t } from '../../lib/i18n/i18n.js';
import { base, buttons } from '../shared/base.js';

/** Codes that are shown once. Sends `done` when they are put away. */
export class RecoveryCodes extends LitElement {
  static properties = { codes: { attribute: false } };

  static styles = [
    base,
    buttons,
    css`
    .box { padding: var(--space-4); border-radius: var(--radius-m); background: var(--amber-soft); color: var(--amber-ink); max-width: 30rem; }
    h4 { margin: 0 0 var(--space-1); font-size: var(--text-m); }
    ul { display: grid; grid-template-columns: repeat(auto-fill, minmax(12rem, 1fr)); gap: var(--space-1) var(--space-4); margin: var(--space-3) 0; }
    code { font-size: var(--text-l); letter-spacing: 0.02em; }
    .choices { display: flex; flex-wrap: wrap; gap: var(--space-2); margin-top: var(--space-4); }
  `,
  ];

  constructor() {
    super();
    /** @type {string[]} */
    this.codes = [];
  }

  firstUpdated() {
    /** @type {HTMLElement | null} */ (this.renderRoot.querySelector('h4'))?.focus();
  }

  render() {
    return html`<div class="box"><h4 tabindex="-1">${t('recovery.title')}</h4><p>${t('recovery.text')}</p>
        <ul>${this.codes.map((code) => html`<li><code>${code}</code></li>`)}</ul></div>
      <div class="choices"><a class="button" download="gumzo-recovery-codes.txt" href=${this.#file}>${t('recovery.save')}</a>
        <button class="button quiet" @click=${() => this.dispatchEvent(new CustomEvent('done'))}>${t('recovery.done')}</button></div>`;
  }

  get #file() {
    return `data:text/plain;charset=utf-8,${encodeURIComponent(`${this.codes.join('\n')}\n`)}`;
  }
}

customElements.define('recovery-codes', RecoveryCodes);
