import { LitElement, css, html, nothing } from 'lit';
import { t } from '../../lib/i18n/i18n.js';
import { base, buttons } from '../shared/base.js';
import { leave, moon, sun, system } from '../shared/icons.js';
import '../user-avatar/user-avatar.js';

/**
 * @typedef {import('../../lib/tokens.js').Me} Me
 */

const THEMES = /** @type {const} */ ([['system', system], ['light', sun], ['dark', moon]]);

/** Who is signed in, and a panel with what one can set. Sends `theme` with its name and `sign-out`. */
export class AccountMenu extends LitElement {
  static properties = { account: { attribute: false }, theme: {}, connected: { type: Boolean }, open: { state: true } };

  static styles = [base, buttons, css`
    :host { position: relative; }
    .face { position: relative; }
    user-avatar { --size: 2.25rem; }
    .dot { position: absolute; right: -2px; bottom: 2px; width: 0.625rem; height: 0.625rem; border-radius: 50%; background: var(--line-strong); box-shadow: 0 0 0 2px var(--surface); }
    .dot.on { background: var(--teal); }
    .panel {
      position: absolute; inset-inline-end: 0; top: calc(100% + var(--space-1)); z-index: 10; width: 17rem; padding: var(--space-3);
      background: var(--raised); border-radius: var(--radius-l); box-shadow: var(--shadow-2), 0 0 0 1px var(--line);
      animation: drop var(--smooth) var(--ease); transform-origin: top right;
    }
    @keyframes drop { from { opacity: 0; transform: translateY(-0.5rem) scale(0.97); } }
    .who { display: flex; gap: var(--space-3); align-items: center; padding: var(--space-2) var(--space-2) var(--space-3); }
    .who user-avatar { --size: 2.75rem; }
    .who div { min-width: 0; }
    .name { font-weight: 700; overflow-wrap: anywhere; }
    .email { color: var(--ink-soft); font-size: var(--text-s); overflow-wrap: anywhere; }
    fieldset { border: 0; margin: 0; padding: var(--space-3) var(--space-2); border-top: 1px solid var(--line); }
    legend { float: left; width: 100%; font-size: var(--text-s); font-weight: 600; margin-bottom: var(--space-2); color: var(--ink-soft); padding: 0; }
    .themes { clear: both; display: grid; grid-template-columns: repeat(3, 1fr); gap: 3px; padding: 3px; background: var(--sunken); border-radius: var(--radius-m); }
    .themes label { position: relative; display: grid; justify-items: center; gap: 2px; padding: var(--space-2) 0; border-radius: calc(var(--radius-m) - 3px); font-size: var(--text-xs); font-weight: 600; cursor: pointer; color: var(--ink-soft); }
    .themes label:has(:checked) { background: var(--raised); color: var(--ink); box-shadow: var(--shadow-1); }
    .themes label:has(:focus-visible) { outline: 2.5px solid var(--focus); outline-offset: 1px; }
    .themes input { position: absolute; inset: 0; opacity: 0; margin: 0; cursor: pointer; }
    .item { display: flex; align-items: center; gap: var(--space-3); width: 100%; min-height: var(--target); padding: 0 var(--space-2); border: 0; border-radius: var(--radius-s); background: none; cursor: pointer; font-weight: 600; text-align: start; }
    .item:hover { background: var(--hover); }
    .rest { border-top: 1px solid var(--line); padding-top: var(--space-2); }
  `];

  constructor() {
    super();
    /** @type {Me | undefined} */
    this.account = undefined;
    this.theme = 'system';
    this.connected = false;
    this.open = false;
    this.outside = (/** @type {Event} */ event) => !event.composedPath().includes(this) && this.#close(false);
    this.addEventListener('keydown', (event) => event.key === 'Escape' && this.open && this.#close(true));
    this.addEventListener('focusout', ({ relatedTarget }) => relatedTarget && !this.contains(/** @type {Node} */ (relatedTarget)) && this.#close(false));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('pointerdown', this.outside);
  }

  render() {
    return html`<button class="icon-button" aria-expanded=${this.open} aria-controls="panel" aria-label=${t('menu.label')} @click=${this.#toggle}>
        <span class="face"><user-avatar .account=${this.account}></user-avatar><span class="dot ${this.connected ? 'on' : ''}"></span></span></button>
      <div id="panel">${this.open && this.account ? this.#panel(this.account) : nothing}</div>`;
  }

  /** @param {Me} account */
  #panel(account) {
    return html`<div class="panel">
      <div class="who"><user-avatar .account=${account}></user-avatar>
        <div><p class="unseen">${t('menu.signedInAs')}</p><p class="name">${account.displayName}</p><p class="email">${account.email}</p></div></div>
      <fieldset><legend>${t('menu.theme')}</legend><div class="themes">
        ${THEMES.map(([name, icon]) => html`<label><input type="radio" name="theme" value=${name} .checked=${this.theme === name}
          @change=${() => this.dispatchEvent(new CustomEvent('theme', { detail: name }))}>${icon()}${t(`menu.theme.${name}`)}</label>`)}
      </div></fieldset>
      <div class="rest"><button class="item" @click=${this.#signOut}>${leave()}${t('menu.signOut')}</button></div>
    </div>`;
  }

  #toggle() {
    if (this.open) {
      this.#close(false);
      return;
    }
    this.open = true;
    document.addEventListener('pointerdown', this.outside);
  }

  #signOut() {
    this.#close(true);
    this.dispatchEvent(new CustomEvent('sign-out'));
  }

  /** @param {boolean} refocus */
  #close(refocus) {
    this.open = false;
    document.removeEventListener('pointerdown', this.outside);
    if (refocus) this.renderRoot.querySelector('button')?.focus();
  }
}

customElements.define('account-menu', AccountMenu);
