import { LitElement, html, nothing } from 'lit';
import { t } from '../../lib/i18n/i18n.js';
import { paints, trimmed } from '../../lib/text.js';
import { server } from '../../models/server.js';
import { base, buttons } from '../shared/base.js';
import { send } from '../shared/icons.js';
import { styles } from './chat-composer.styles.js';

/** So many characters before the limit the writer is told. */
const WARN_BEFORE = 1_000;

/** Where one writes. Sends `post` with the text, and `draft` with what is there so far. A change of `draftKey` takes the
 * text from `draft`; otherwise the text is the writer's. */
export class ChatComposer extends LitElement {
  static properties = { name: {}, draft: {}, draftKey: {}, text: { state: true } };

  static styles = [base, buttons, styles];

  constructor() {
    super();
    this.name = '';
    this.draft = '';
    this.draftKey = '';
    this.text = '';
  }

  focus() {
    this.#area?.focus();
  }

  get #area() {
    return this.renderRoot.querySelector('textarea');
  }

  get #over() {
    // No text has more characters than units, so most need no counting.
    const { maxChars } = server.messages;
    return this.text.length <= maxChars - WARN_BEFORE ? -WARN_BEFORE : [...trimmed(this.text)].length - maxChars;
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('draftKey')) this.text = this.draft;
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    if (!changed.has('text') || !this.#area) return;
    this.#area.style.setProperty('height', 'auto');
    this.#area.style.setProperty('height', `${this.#area.scrollHeight}px`);
  }

  render() {
    const sendable = paints(this.text) && this.#over <= 0;
    return html`<form @submit=${this.#submit}>
        <textarea rows="1" aria-label=${t('composer.label', { name: this.name })} placeholder=${t('composer.placeholder')}
          aria-describedby="hint" aria-invalid=${this.#over > 0} dir="auto" .value=${this.text}
          @input=${this.#typed} @keydown=${this.#key}></textarea>
        <button class="icon-button send" aria-label=${t('composer.send')} aria-disabled=${!sendable}>${send()}</button>
      </form>
      <div class="notes"><p class="hint" id="hint">${t('composer.hint')}</p>${this.#length()}</div>`;
  }

  #length() {
    if (this.#over <= -WARN_BEFORE) return nothing;
    return html`<p role="status" class=${this.#over > 0 ? 'bad' : ''}>${
      this.#over > 0 ? t('composer.tooLong', { count: this.#over }) : t('composer.left', { count: -this.#over })
    }</p>`;
  }

  /** @param {InputEvent} event */
  #typed(event) {
    this.text = /** @type {HTMLTextAreaElement} */ (event.target).value;
    this.#tell('draft');
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    // On a touch keyboard Enter is the only way to a new line; an input method uses it for itself.
    const touch = matchMedia('(pointer: coarse)').matches && !matchMedia('(any-pointer: fine)').matches;
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || touch) return;
    event.preventDefault();
    this.#post();
  }

  /** @param {SubmitEvent} event */
  #submit(event) {
    event.preventDefault();
    this.#post();
    this.focus();
  }

  #post() {
    if (!paints(this.text) || this.#over > 0) return;
    if (!this.#tell('post')) return;
    this.text = '';
    this.#tell('draft');
  }

  /** @param {string} name @returns {boolean} false when the listener did not take it */
  #tell(name) {
    return this.dispatchEvent(new CustomEvent(name, { detail: this.text, cancelable: true }));
  }
}

customElements.define('chat-composer', ChatComposer);
