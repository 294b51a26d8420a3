import { LitElement, css, html } from 'lit';
import { hueOf, initials } from '../../lib/text.js';
import { base } from '../shared/base.js';

/** A picture made of a name and of the hue of an id; the name beside it says who it is.
 * `<user-avatar .account=${account}></user-avatar>` */
export class UserAvatar extends LitElement {
  static properties = { account: { attribute: false } };

  static styles = [
    base,
    css`
    :host { display: inline-block; width: var(--size, 3rem); height: var(--size, 3rem); flex: none; }
    div {
      width: 100%; height: 100%; border-radius: 38% 42% 40% 44%;
      display: grid; place-items: center; color: #fff; user-select: none;
      background: oklch(0.5 0.11 var(--hue));
      background: linear-gradient(150deg, oklch(0.56 0.11 var(--hue)), oklch(0.44 0.11 calc(var(--hue) + 30)));
      font: 650 calc(var(--size, 3rem) * 0.36) / 1 var(--font-display); letter-spacing: 0.01em;
    }
  `,
  ];

  constructor() {
    super();
    /** @type {import('../../lib/tokens.js').Account | undefined} */
    this.account = undefined;
  }

  willUpdate() {
    this.style.setProperty('--hue', String(hueOf(this.account?.id ?? '')));
  }

  render() {
    return html`<div aria-hidden="true">${initials(this.account?.displayName ?? '')}</div>`;
  }
}

customElements.define('user-avatar', UserAvatar);
