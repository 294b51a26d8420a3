import { LitElement, html, nothing } from 'lit';
import { t } from '../../lib/i18n/i18n.js';
import { base, buttons } from '../shared/base.js';
import { gear, leave, moon, pulse, sun, system } from '../shared/icons.js';
import { styles } from './account-menu.styles.js';
import '../user-avatar/user-avatar.js';

/**
 * @typedef {import('../../lib/tokens.js').Me} Me
 */

const THEMES = /** @type {const} */ ([
  ['system', system],
  ['light', sun],
  ['dark', moon],
]);

/** Who is signed in, and a panel with what one can set. Sends `theme` with its name and `sign-out`. */
export class AccountMenu extends LitElement {
  static properties = { account: { attribute: false }, theme: {}, connected: { type: Boolean }, open: { state: true } };

  static styles = [base, buttons, styles];

  constructor() {
    super();
    /** @type {Me | undefined} */
    this.account = undefined;
    this.theme = 'system';
    this.connected = false;
    this.open = false;
    this.outside = (/** @type {Event} */ event) => !event.composedPath().includes(this) && this.#close(false);
    this.addEventListener('keydown', (event) => event.key === 'Escape' && this.open && this.#close(true));
    this.addEventListener(
      'focusout',
      ({ relatedTarget }) => relatedTarget && !this.contains(/** @type {Node} */ (relatedTarget)) && this.#close(false),
    );
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('pointerdown', this.outside);
  }

  render() {
    return html`<button class="icon-button" aria-expanded=${this.open} aria-controls="panel" aria-label=${t('menu.label')}
        @click=${this.#toggle}>
        <span class="face"><user-avatar .account=${this.account}></user-avatar>
          <span class="dot ${this.connected ? 'on' : ''}"></span></span></button>
      <div id="panel">${this.open && this.account ? this.#panel(this.account) : nothing}</div>`;
  }

  /** @param {Me} account */
  #panel(account) {
    return html`<div class="panel">
      <div class="who"><user-avatar .account=${account}></user-avatar>
        <div><p class="unseen">${t('menu.signedInAs')}</p><p class="name">${account.displayName}</p>
          <p class="email">${account.email}</p></div></div>
      <fieldset><legend>${t('menu.theme')}</legend><div class="themes">
        ${THEMES.map(
          ([name, icon]) => html`<label><input type="radio" name="theme" value=${name} .checked=${this.theme === name}
          @change=${() => this.dispatchEvent(new CustomEvent('theme', { detail: name }))}>${icon()}${t(`menu.theme.${name}`)}</label>`,
        )}
      </div></fieldset>
      <div class="rest"><a class="item" href="#/settings" @click=${() => this.#close(true)}>${gear()}${t('menu.settings')}</a>
        ${
          account.role === 'admin'
            ? html`<a class="item" href="#/admin/activity" @click=${() => this.#close(true)}>${pulse()}${t('menu.admin')}</a>`
            : nothing
        }
        <button class="item" @click=${this.#signOut}>${leave()}${t('menu.signOut')}</button></div>
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
