import { LitElement, css, html } from 'lit';
import { t } from '../../lib/i18n/i18n.js';
import { base, buttons } from '../shared/base.js';

const REASONS = /** @type {const} */ (['spam', 'abuse', 'impersonation', 'other']);
const MOST = 1_000;

/** Why somebody is reported. Sends `report` with `{reason, comment, block}`. `open()` shows it. */
export class ReportDialog extends LitElement {
  static properties = { name: {} };

  static styles = [
    base,
    buttons,
    css`
    dialog {
      width: min(26rem, calc(100vw - 2rem)); padding: var(--space-5); border: 0; border-radius: var(--radius-l); text-align: start;
      background: var(--raised); color: var(--ink); box-shadow: var(--shadow-2); max-height: calc(100dvh - 2rem); overflow-y: auto;
    }
    dialog::backdrop { background: var(--scrim); }
    h2 { font-size: var(--text-xl); margin-bottom: var(--space-2); }
    p { color: var(--ink-soft); }
    fieldset { border: 0; margin: var(--space-4) 0 0; padding: 0; }
    label { display: flex; align-items: center; gap: var(--space-3); min-height: var(--target); cursor: pointer; }
    label.text { display: grid; gap: var(--space-1); margin-block: var(--space-3); color: var(--ink-soft); font-size: var(--text-s); }
    textarea {
      width: 100%; min-height: 4rem; resize: vertical; padding: var(--space-3) var(--space-4); border-radius: var(--radius-m);
      border: 1.5px solid var(--line-strong); background: var(--surface); color: var(--ink);
    }
    input { width: 1.25rem; height: 1.25rem; accent-color: var(--teal-fill); flex: none; }
    .choices { display: grid; gap: var(--space-2); margin-top: var(--space-4); }
  `,
  ];

  constructor() {
    super();
    this.name = '';
  }

  get #dialog() {
    return /** @type {HTMLDialogElement} */ (this.renderRoot.querySelector('dialog'));
  }

  open() {
    /** @type {HTMLFormElement} */ (this.renderRoot.querySelector('form')).reset();
    this.#dialog.showModal();
  }

  render() {
    return html`<dialog aria-labelledby="heading"><form @submit=${this.#submit}>
      <h2 id="heading">${t('report.title', { name: this.name })}</h2><p>${t('report.text', { name: this.name })}</p>
      <fieldset><legend class="unseen">${t('report.reason')}</legend>
        ${REASONS.map(
          (reason, index) =>
            html`<label><input type="radio" name="reason" value=${reason} ?checked=${index === 0} />${t(`report.reason.${reason}`)}</label>`,
        )}</fieldset>
      <label class="text">${t('report.comment')}<textarea name="comment" maxlength=${MOST} dir="auto"></textarea></label>
      <label><input type="checkbox" name="block" checked />${t('report.block', { name: this.name })}</label>
      <div class="choices"><button class="button">${t('report.send')}</button>
        <button class="button quiet" type="button" @click=${() => this.#dialog.close()}>${t('report.cancel')}</button></div>
    </form></dialog>`;
  }

  /** @param {SubmitEvent} event */
  #submit(event) {
    event.preventDefault();
    const form = new FormData(/** @type {HTMLFormElement} */ (event.target));
    this.#dialog.close();
    this.dispatchEvent(
      new CustomEvent('report', {
        detail: {
          reason: form.get('reason'),
          comment: String(form.get('comment')).trim(),
          block: form.has('block'),
        },
      }),
    );
  }
}

customElements.define('report-dialog', ReportDialog);
