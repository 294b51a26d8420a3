import { LitElement, html } from 'lit';
import { base } from '../components/shared/base.js';
import './password-section.js';
import './session-section.js';
import './two-factor-section.js';

/** How one's account is kept safe. */
export class SecuritySection extends LitElement {
  static properties = { client: { attribute: false }, notices: { attribute: false } };

  static styles = [base];

  constructor() {
    super();
    /** @type {import('./client.js').Client} */
    this.client = /** @type {any} */ (undefined);
    /** @type {import('./notices.js').Notices} */
    this.notices = /** @type {any} */ (undefined);
  }

  render() {
    return html`<password-section .client=${this.client} .notices=${this.notices}></password-section>
      <session-section .client=${this.client} .notices=${this.notices}></session-section>
      <two-factor-section .client=${this.client} .notices=${this.notices}></two-factor-section>`;
  }
}

customElements.define('security-section', SecuritySection);
