import { LitElement, css, html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { t } from '../../lib/i18n/i18n.js';
import { base, buttons } from '../shared/base.js';
import { close } from '../shared/icons.js';

/** Short notices over the page. Sends `dismiss` with the id of one. `<toast-list .toasts=${[{id, text}]}></toast-list>` */
export class ToastList extends LitElement {
  static properties = { toasts: { attribute: false } };

  static styles = [
    base,
    buttons,
    css`
    :host {
      position: fixed; inset: auto 0 max(5.5rem, env(safe-area-inset-bottom)); z-index: 20; pointer-events: none;
      display: grid; justify-items: center; gap: var(--space-2); padding: 0 var(--space-4);
    }
    .toast {
      display: flex; align-items: center; gap: var(--space-2); max-width: 30rem; padding-inline-start: var(--space-4); pointer-events: auto;
      background: var(--ink); color: var(--paper); border-radius: var(--radius-l); box-shadow: var(--shadow-2);
      font-size: var(--text-s); font-weight: 550;
      animation: rise var(--smooth) var(--ease);
    }
    .toast p { padding: var(--space-3) 0; }
    .icon-button { color: inherit; }
    .icon-button:hover { background: color-mix(in srgb, currentcolor 15%, transparent); color: inherit; }
    @keyframes rise { from { opacity: 0; transform: translateY(1rem); } }
  `,
  ];

  constructor() {
    super();
    /** @type {{id: number, text: string}[]} */
    this.toasts = [];
  }

  render() {
    return repeat(
      this.toasts,
      ({ id }) => id,
      ({ id, text }) => html`<div class="toast" role="alert"><p>${text}</p>
      <button class="icon-button" aria-label=${t('toast.dismiss')}
        @click=${() => this.dispatchEvent(new CustomEvent('dismiss', { detail: id }))}>${close(18)}</button></div>`,
    );
  }
}

customElements.define('toast-list', ToastList);
