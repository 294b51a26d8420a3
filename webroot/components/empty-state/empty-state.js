import { LitElement, css, html } from 'lit';
import { base } from '../shared/base.js';

/** Says why a place is empty, and what to do about it (in the slot). */
export class EmptyState extends LitElement {
  static properties = { heading: {}, text: {}, mark: {} };

  static styles = [
    base,
    css`
    :host { display: grid; place-items: center; padding: var(--space-6) var(--space-5); text-align: center; }
    .inner { display: grid; justify-items: center; gap: var(--space-2); max-width: 22rem; }
    .mark {
      font-size: 2.5rem; width: 6rem; height: 6rem; display: grid; place-items: center; margin-bottom: var(--space-3);
      border-radius: 46% 54% 52% 48% / 52% 46% 54% 48%; background: var(--accent-soft); color: var(--accent);
    }
    h2 { font-size: var(--text-xl); }
    p { color: var(--ink-soft); text-wrap: balance; }
    slot { display: block; margin-top: var(--space-4); }
  `,
  ];

  constructor() {
    super();
    this.heading = '';
    this.text = '';
  }

  render() {
    return html`<div class="inner">
      <div class="mark" aria-hidden="true"><slot name="mark"></slot></div>
      <h2>${this.heading}</h2>
      ${this.text ? html`<p>${this.text}</p>` : ''}
      <slot></slot>
    </div>`;
  }
}

customElements.define('empty-state', EmptyState);
