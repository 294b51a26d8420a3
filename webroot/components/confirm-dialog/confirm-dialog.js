import { LitElement, css, html } from 'lit';
import { base, buttons } from '../shared/base.js';

/** A question that has to be answered first. `await dialog.ask()` gives true for yes. */
export class ConfirmDialog extends LitElement {
  static properties = { heading: {}, text: {}, yes: {}, no: {} };

  static styles = [
    base,
    buttons,
    css`
    dialog {
      width: min(24rem, calc(100vw - 2rem)); padding: var(--space-5); border: 0; border-radius: var(--radius-l);
      background: var(--raised); color: var(--ink); box-shadow: var(--shadow-2); animation: rise var(--smooth) var(--ease);
    }
    dialog::backdrop { background: var(--scrim); }
    h2 { font-size: var(--text-xl); margin-bottom: var(--space-2); }
    p { color: var(--ink-soft); }
    .choices { display: grid; gap: var(--space-2); margin-top: var(--space-5); }
    @keyframes rise { from { opacity: 0; transform: translateY(1rem); } }
  `,
  ];

  constructor() {
    super();
    this.heading = '';
    this.text = '';
    this.yes = '';
    this.no = '';
  }

  /** @returns {Promise<boolean>} */
  async ask() {
    await this.updateComplete;
    const dialog = /** @type {HTMLDialogElement} */ (this.renderRoot.querySelector('dialog'));
    dialog.returnValue = '';
    dialog.showModal();
    return new Promise((resolve) => {
      dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), { once: true });
    });
  }

  render() {
    return html`<dialog aria-labelledby="heading" aria-describedby="text"><form method="dialog">
      <h2 id="heading">${this.heading}</h2><p id="text">${this.text}</p>
      <div class="choices"><button class="button" value="no" autofocus>${this.no}</button>
        <button class="button quiet" value="yes">${this.yes}</button></div>
    </form></dialog>`;
  }
}

customElements.define('confirm-dialog', ConfirmDialog);
