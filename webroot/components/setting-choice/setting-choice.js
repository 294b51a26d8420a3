import { LitElement, css, html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { base } from '../shared/base.js';

/** @typedef {{value: string, label: string, hint?: string, icon?: () => unknown, lang?: string}} Option */

/** One setting of several values. Sends `change` with the one that is wanted now.
 * `<setting-choice label="Theme" .options=${[{ value: 'dark', label: 'Dark' }]} value="dark"></setting-choice>` */
export class SettingChoice extends LitElement {
  static properties = { label: {}, options: { attribute: false }, value: {} };

  static styles = [
    base,
    css`
    fieldset { border: 0; margin: 0; padding: 0; min-width: 0; }
    label {
      display: grid; grid-template-columns: auto minmax(0, 1fr) auto; gap: 0 var(--space-3); align-items: center;
      min-height: var(--target); padding: var(--space-3) var(--space-4); cursor: pointer;
    }
    label:hover { background: var(--hover); }
    .plain { grid-template-columns: minmax(0, 1fr) auto; }
    .icon { color: var(--ink-soft); grid-column: 1; grid-row: 1 / span 2; }
    .label { font-weight: 600; grid-column: -3; }
    .hint { grid-column: -3; color: var(--ink-soft); font-size: var(--text-s); }
    input {
      appearance: none; grid-column: -2; grid-row: 1 / span 2; margin: 0; width: 1.375rem; height: 1.375rem; border-radius: 50%;
      border: 2px solid var(--line-strong); cursor: pointer;
    }
    input:checked { border: 0.4375rem solid var(--teal-fill); }
    input:focus-visible { outline: 2.5px solid var(--focus); outline-offset: 2px; }
    @media (forced-colors: active) { input { border-color: ButtonText; } input:checked { border-color: Highlight; } }
  `,
  ];

  constructor() {
    super();
    this.label = '';
    /** @type {Option[]} */
    this.options = [];
    this.value = '';
  }

  render() {
    return html`<fieldset><legend class="unseen">${this.label}</legend>${this.options.map((option) => this.#option(option))}</fieldset>`;
  }

  /** @param {Option} option */
  #option({ value, label, hint, icon, lang }) {
    return html`<label class=${icon ? '' : 'plain'}>${icon ? html`<span class="icon">${icon()}</span>` : nothing}
      <span class="label" id="label-${value}" lang=${lang ?? nothing}>${label}</span>
      ${hint ? html`<span class="hint" id="hint-${value}">${hint}</span>` : nothing}
      <input type="radio" name="choice" value=${value} aria-labelledby="label-${value}"
        aria-describedby=${hint ? `hint-${value}` : nothing} .checked=${live(value === this.value)} @change=${this.#changed}></label>`;
  }

  /** @param {Event} event */
  #changed(event) {
    const wanted = /** @type {HTMLInputElement} */ (event.target).value;
    this.dispatchEvent(new CustomEvent('change', { detail: wanted }));
  }
}

customElements.define('setting-choice', SettingChoice);
