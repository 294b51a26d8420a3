import { LitElement, css, html, nothing } from 'lit';
import { pictureAt } from '../../lib/picture.js';
import { base } from '../shared/base.js';

/**
 * The picture of somebody, or the letters that the server draws of who has none; the name beside it says who it is.
 * `<user-avatar .account=${account}></user-avatar>`, with `large` where it is more than 4 rem wide.
 */
export class UserAvatar extends LitElement {
  static properties = { account: { attribute: false }, large: { type: Boolean }, failed: { state: true } };

  static styles = [
    base,
    css`
    :host { display: inline-block; width: var(--size, 3rem); height: var(--size, 3rem); flex: none; }
    div { width: 100%; height: 100%; border-radius: 38% 42% 40% 44%; overflow: hidden; background: var(--sunken); }
    img { display: block; width: 100%; height: 100%; object-fit: cover; user-select: none; }
  `,
  ];

  constructor() {
    super();
    /** @type {import('../../lib/tokens.js').Account | undefined} */
    this.account = undefined;
    this.large = false;
    /** A picture that is not there any more: another one is on its way to here. */
    this.failed = '';
  }

  render() {
    const picture = this.account?.picture;
    return html`<div aria-hidden="true">${picture && picture !== this.failed ? this.#image(picture) : nothing}</div>`;
  }

  /** @param {string} picture */
  #image(picture) {
    const sizes = this.large ? /** @type {const} */ ([256, 512]) : /** @type {const} */ ([64, 256]);
    return html`<img alt="" draggable="false" decoding="async"
      srcset="${pictureAt(picture, sizes[0])} 1x, ${pictureAt(picture, sizes[1])} 2x"
      @error=${() => (this.failed = picture)}>`;
  }
}

customElements.define('user-avatar', UserAvatar);
