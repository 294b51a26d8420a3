import { LitElement, css, html, nothing } from 'lit';
import { t } from '../lib/i18n/i18n.js';
import { base, buttons } from '../components/shared/base.js';
import { section } from '../components/shared/section.js';
import { Attempt } from './attempt.js';
import { detail } from './detail.js';
import { Watch } from './watch.js';
import '../components/proof-form/proof-form.js';

/** Taking one's data along, and leaving for good. */
export class LeavingSection extends LitElement {
  static properties = {
    client: { attribute: false },
    notices: { attribute: false },
    asking: { state: true },
    messages: { state: true },
  };

  static styles = [
    base,
    buttons,
    section,
    css`
    fieldset { border: 0; margin: 0 0 var(--space-4); padding: 0; display: grid; gap: var(--space-1); }
    legend { font-weight: 600; font-size: var(--text-s); margin-bottom: var(--space-1); padding: 0; }
    label { display: flex; gap: var(--space-2); align-items: center; min-height: var(--target); cursor: pointer; }
    input { accent-color: var(--accent-fill); width: 1.125rem; height: 1.125rem; margin: 0; }
    .danger { color: var(--danger); }
  `,
  ];

  constructor() {
    super();
    /** @type {import('./client.js').Client} */
    this.client = /** @type {any} */ (undefined);
    /** @type {import('./notices.js').Notices} */
    this.notices = /** @type {any} */ (undefined);
    /** @type {'' | 'export' | 'deletion'} */
    this.asking = '';
    /** What becomes of what one said. @type {'keep' | 'remove'} */
    this.messages = 'keep';
    this.attempt = new Attempt(this);
    this.watch = new Watch(this);
  }

  willUpdate() {
    this.watch.set([this.client.twoFactor]);
  }

  firstUpdated() {
    this.client.twoFactor.load();
  }

  render() {
    return html`<section aria-labelledby="export"><h3 id="export" tabindex="-1">${t('export.title')}</h3>
        <p class="lead">${t('export.text')}</p>
        ${
          this.asking === 'export'
            ? this.#form(t('export.confirm'), (proof) => this.#export(proof))
            : html`<button class="button quiet" @click=${() => this.#ask('export')}>${t('export.begin')}</button>`
        }</section>
      <section aria-labelledby="deletion"><h3 id="deletion" tabindex="-1">${t('deletion.title')}</h3>
        <p class="lead">${t('deletion.text')}</p>
        ${
          this.asking === 'deletion'
            ? html`${this.#choice()}${this.#form(t('deletion.confirm'), (proof) => this.#delete(proof), true)}`
            : html`<button class="button quiet danger" @click=${() => this.#ask('deletion')}>${t('deletion.begin')}</button>`
        }</section>`;
  }

  #choice() {
    return html`<fieldset><legend>${t('deletion.messages')}</legend>${
      /** @type {const} */ (['keep', 'remove']).map(
        (choice) => html`<label><input type="radio" name="messages" value=${choice} .checked=${this.messages === choice}
        @change=${() => (this.messages = choice)}>${t(`deletion.${choice}`)}</label>`,
      )
    }</fieldset>`;
  }

  /** @param {string} label @param {(proof: import('../lib/api.js').Proof) => void} prove @param {boolean} [danger] */
  #form(label, prove, danger = false) {
    const { busy, problem } = this.attempt;
    return html`<proof-form label=${label} ?danger=${danger} ?withCode=${this.client.twoFactor.enabled} ?busy=${busy}
      .problem=${problem ?? nothing} @prove=${detail(prove)} @cancel=${() => this.#ask('')}></proof-form>`;
  }

  /** @param {LeavingSection['asking']} what */
  #ask(what) {
    this.attempt.reset();
    this.asking = what;
  }

  /** @param {import('../lib/api.js').Proof} proof */
  async #export(proof) {
    const done = await this.attempt.run(async () => save(await this.client.api.exportMyData(proof)));
    if (!done) return;
    this.#ask('');
    this.notices.toast(t('export.done'));
  }

  /** @param {import('../lib/api.js').Proof} proof */
  async #delete(proof) {
    await this.attempt.run(() => this.client.leave({ ...proof, messages: this.messages }));
  }
}

/** As if the reader had followed a link to it. @param {Blob} archive */
function save(archive) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(archive);
  link.download = 'gumzo-export.zip';
  link.click();
  // The browser has taken it by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

customElements.define('leaving-section', LeavingSection);
