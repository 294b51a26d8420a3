import { LitElement, css, html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { base } from '../shared/base.js';

/** One setting that is on or off. Sends `change` with what is wanted now.
 * `<setting-switch label="Sound" hint="…" ?checked=${true}></setting-switch>` */
export class SettingSwitch extends LitElement {
  static properties = { label: {}, hint: {}, checked: { type: Boolean } };

  static styles = [
    base,
    css`
    label {
      display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0 var(--space-4); align-items: center;
      min-height: var(--target); padding: var(--space-3) var(--space-4); cursor: pointer;
    }
    label:hover { background: var(--hover); }
    .label { font-weight: 600; }
    .hint { grid-column: 1; color: var(--ink-soft); font-size: var(--text-s); }
    input {
      appearance: none; grid-column: 2; grid-row: 1 / span 2; position: relative; margin: 0; width: 2.75rem; height: 1.625rem;
      border-radius: var(--radius-full); background: var(--line-strong); cursor: pointer; transition: background var(--quick);
    }
    input::before {
      content: ''; position: absolute; inset-block: 3px; inset-inline-start: 3px; aspect-ratio: 1; border-radius: 50%;
      background: #fff; box-shadow: var(--shadow-1); transition: inset-inline-start var(--quick) var(--ease);
    }
    input:checked { background: var(--teal-fill); }
    input:checked::before { inset-inline-start: calc(100% - 3px - 1.25rem); }
    input:focus-visible { outline: 2.5px solid var(--focus); outline-offset: 2px; }
    @media (forced-colors: active) {
      input { border: 1px solid ButtonText; forced-color-adjust: none; background: Canvas; }
      input::before { background: ButtonText; }
      input:checked { background: Highlight; }
    }
  `,
  ];

  constructor() {
    super();
    this.label = '';
    this.hint = '';
    this.checked = false;
  }

  render() {
    return html`<label><span class="label" id="label">${this.label}</span>
      ${this.hint ? html`<span class="hint" id="hint">${this.hint}</span>` : nothing}
      <input type="checkbox" role="switch" aria-labelledby="label" aria-describedby=${this.hint ? 'hint' : nothing}
        .checked=${live(this.checked)} @change=${this.#changed}></label>`;
  }

  /** @param {Event} event */
  #changed(event) {
    const wanted = /** @type {HTMLInputElement} */ (event.target).checked;
    this.dispatchEvent(new CustomEvent('change', { detail: wanted }));
  }
}

customElements.define('setting-switch', SettingSwitch);
