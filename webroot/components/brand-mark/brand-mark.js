import { LitElement, css, html, svg } from 'lit';
import { base } from '../shared/base.js';

const shape = svg`
  <path class="behind" d="M40 18h6a14 14 0 0 1 14 14v6a14 14 0 0 1-4 9.800V57a2 2 0 0 1-3.300 1.500L46.800 52H34a14 14 0 0 1-13-9z"/>
  <path class="front" d="M18 6h14a14 14 0 0 1 14 14v6a14 14 0 0 1-14 14H18.500l-7.200 6.500A2 2 0 0 1 8 45v-9a14 14 0 0 1-4-10v-6A14 14 0 0 1 18 6z"/>
  <circle cx="16" cy="23" r="3.200" fill="#fff7ef"/><circle cx="25" cy="23" r="3.200" fill="#ffd7a8"/><circle cx="34" cy="23" r="3.200" fill="#fff7ef"/>`;

/** The sign of the product: two people's words, one over the other. `<brand-mark named></brand-mark>` */
export class BrandMark extends LitElement {
  static properties = { named: { type: Boolean } };

  static styles = [
    base,
    css`
    :host { display: inline-flex; align-items: center; gap: 0.5em; }
    svg { width: 1.5em; height: 1.5em; }
    .front { fill: var(--brand-front, #b8431f); }
    .behind { fill: var(--brand-behind, var(--teal-fill)); }
    span { font-family: var(--font-display); font-weight: 750; letter-spacing: -0.02em; }
  `,
  ];

  constructor() {
    super();
    this.named = false;
  }

  render() {
    return html`<svg viewBox="0 0 64 64" aria-hidden="true">${shape}</svg>${this.named ? html`<span>Gumzo</span>` : ''}`;
  }
}

customElements.define('brand-mark', BrandMark);
