import { LitElement, css, html, nothing } from 'lit';
import { changeSignUpPolicy, getSignUpPolicy } from '../lib/account-api.js';
import { t } from '../lib/i18n/i18n.js';
import { wholeText } from '../lib/i18n/problems.js';
import { base, buttons, spinner } from '../components/shared/base.js';
import { field, fields } from '../components/shared/field.js';
import { warning } from '../components/shared/icons.js';
import { section } from '../components/shared/section.js';
import { Attempt } from './attempt.js';
import './invitations-section.js';
import './making-section.js';

const MODES = /** @type {const} */ (['open', 'invitation', 'domains', 'closed']);

/** Who may join: how one signs up, invitations, and accounts that administrators make. */
export class JoiningSection extends LitElement {
  static properties = {
    client: { attribute: false },
    mode: { state: true },
    domains: { state: true },
    saved: { state: true },
  };

  static styles = [
    base,
    buttons,
    spinner,
    fields,
    section,
    css`
    form { max-width: 32rem; }
    fieldset { border: 0; margin: 0; padding: 0; display: grid; gap: var(--space-1); }
    legend { font-weight: 600; font-size: var(--text-s); padding: 0; }
    .choice { display: flex; gap: var(--space-2); align-items: center; min-height: var(--target); cursor: pointer; font-size: 1rem; font-weight: 400; }
    .choice input { flex: none; accent-color: var(--accent-fill); width: 1.125rem; height: 1.125rem; min-height: 0; margin: 0; }
    .button { width: auto; justify-self: start; margin: 0; }
  `,
  ];

  constructor() {
    super();
    /** @type {import('./client.js').Client} */
    this.client = /** @type {any} */ (undefined);
    /** @type {import('../lib/account-api.js').SignUpMode | ''} until it is known */
    this.mode = '';
    this.domains = '';
    this.saved = false;
    this.attempt = new Attempt(this);
  }

  firstUpdated() {
    this.attempt.run(async () => this.#take(await getSignUpPolicy(this.client.api)));
  }

  /** @param {import('../lib/account-api.js').SignUpPolicy} policy */
  #take({ mode, domains }) {
    this.mode = mode;
    this.domains = domains.join(', ');
  }

  render() {
    const { busy, problem } = this.attempt;
    return html`<section aria-labelledby="policy"><h2 id="policy">${t('joining.policy')}</h2>
      <div role="alert">${problem ? html`<p class="notice">${warning()}<span>${wholeText(problem)}</span></p>` : nothing}</div>
      <form novalidate @submit=${this.#submit} aria-label=${t('joining.policy')}>
        <fieldset><legend>${t('joining.mode')}</legend>${MODES.map(
          (
            mode,
          ) => html`<label class="choice"><input type="radio" name="mode" value=${mode} .checked=${this.mode === mode}
            @change=${() => this.#choose(mode)}>${t(`joining.mode.${mode}`)}</label>`,
        )}</fieldset>
        ${
          this.mode === 'domains'
            ? field({
                name: 'domains',
                label: t('joining.domains'),
                value: this.domains,
                hint: t('joining.domains.hint'),
                onInput: (value) => (this.domains = value),
              })
            : nothing
        }
        <button class="button" ?disabled=${busy || !this.mode}>${busy ? html`<span class="spinner"></span>` : nothing}${t('joining.save')}</button>
        <p role="status">${this.saved ? t('joining.saved') : ''}</p>
      </form></section>
      <invitations-section .client=${this.client}></invitations-section>
      <making-section .client=${this.client}></making-section>`;
  }

  /** @param {import('../lib/account-api.js').SignUpMode} mode */
  #choose(mode) {
    this.mode = mode;
    this.saved = false;
    this.attempt.reset();
  }

  /** @param {SubmitEvent} event */
  async #submit(event) {
    event.preventDefault();
    const { mode } = this;
    if (!mode) return;
    this.saved = false;
    const domains = this.domains.split(/[\s,;]+/).filter(Boolean);
    this.saved = await this.attempt.run(async () =>
      this.#take(await changeSignUpPolicy(this.client.api, { mode, domains })),
    );
  }
}

customElements.define('joining-section', JoiningSection);
