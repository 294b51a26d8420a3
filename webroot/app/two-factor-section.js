import { LitElement, css, html, nothing } from 'lit';
import { t } from '../lib/i18n/i18n.js';
import { problemText } from '../lib/i18n/problems.js';
import { base, buttons, spinner } from '../components/shared/base.js';
import { section } from '../components/shared/section.js';
import { Attempt } from './attempt.js';
import { detail } from './detail.js';
import { Watch } from './watch.js';
import '../components/proof-form/proof-form.js';
import '../components/recovery-codes/recovery-codes.js';
import '../components/two-factor-setup/two-factor-setup.js';

/** Turning the second factor on and off. */
export class TwoFactorSection extends LitElement {
  static properties = {
    client: { attribute: false },
    notices: { attribute: false },
    asking: { state: true },
  };

  static styles = [
    base,
    buttons,
    spinner,
    section,
    css`
    .on {
      display: inline-block; padding: 0 var(--space-2); border-radius: var(--radius-full); background: var(--teal-fill);
      color: var(--on-accent); font: 650 var(--text-xs) / 1.6 var(--font); vertical-align: 0.15em;
    }
    .choices { display: flex; flex-wrap: wrap; gap: var(--space-2); }
    .few { color: var(--danger); font-weight: 600; }
    .left { margin-bottom: var(--space-4); }
  `,
  ];

  constructor() {
    super();
    /** @type {import('./client.js').Client} */
    this.client = /** @type {any} */ (undefined);
    /** @type {import('./notices.js').Notices} */
    this.notices = /** @type {any} */ (undefined);
    /** For what the password is asked. @type {'' | 'begin' | 'disable' | 'renew'} */
    this.asking = '';
    this.attempt = new Attempt(this);
    this.watch = new Watch(this);
  }

  get #model() {
    return this.client.twoFactor;
  }

  willUpdate() {
    this.watch.set([this.#model]);
  }

  firstUpdated() {
    this.#model.load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#model.putAway();
  }

  render() {
    const { state, enabled } = this.#model;
    return html`<section aria-labelledby="heading"><h3 id="heading" tabindex="-1">${t('twoFactor.title')}
        ${state === 'ready' && enabled ? html`<span class="on">${t('twoFactor.on')}</span>` : nothing}</h3>
      <p class="lead">${t('twoFactor.text')}</p>${this.#body()}</section>`;
  }

  #body() {
    const { state, problem, begun, recoveryCodes } = this.#model;
    if (state === 'failed' && problem) {
      return html`<p class="state" role="alert">${problemText(problem)}
        <button class="text-button" @click=${() => this.#model.load()}>${t('action.again')}</button></p>`;
    }
    if (state !== 'ready') {
      return html`<p class="state" role="status"><span class="spinner"></span>${t('app.wait')}</p>`;
    }
    if (recoveryCodes) {
      return html`<recovery-codes .codes=${recoveryCodes} @done=${() => this.#model.putAway()}></recovery-codes>`;
    }
    if (begun) {
      return html`<two-factor-setup .begun=${begun}></two-factor-setup>${this.#form(t('twoFactor.confirm'), 'code')}`;
    }
    if (this.asking === 'begin') return this.#form(t('twoFactor.begin'));
    if (this.asking === 'renew') return this.#form(t('twoFactor.renew'), 'both');
    if (this.asking === 'disable') return this.#form(t('twoFactor.disable'), 'both');
    return this.#choices();
  }

  #choices() {
    const { enabled, recoveryCodesLeft } = this.#model;
    if (!enabled) {
      return html`<button class="button" @click=${() => this.#ask('begin')}>${t('twoFactor.enable')}</button>`;
    }
    return html`<p class="left ${recoveryCodesLeft < 3 ? 'few' : ''}">${t('twoFactor.left', { count: recoveryCodesLeft })}</p>
      <div class="choices"><button class="button quiet" @click=${() => this.#ask('renew')}>${t('twoFactor.renew')}</button>
      <button class="button quiet" @click=${() => this.#ask('disable')}>${t('twoFactor.disable')}</button></div>`;
  }

  /** @param {string} label @param {'password' | 'code' | 'both'} [what] */
  #form(label, what = 'password') {
    const { busy, problem } = this.attempt;
    return html`<proof-form label=${label} ?withCode=${what === 'both'} ?onlyCode=${what === 'code'} ?busy=${busy} .problem=${problem}
      @prove=${detail((proof) => this.#prove(proof))} @cancel=${() => this.#cancel()}></proof-form>`;
  }

  /** @param {'begin' | 'disable' | 'renew'} what */
  #ask(what) {
    this.attempt.reset();
    this.asking = what;
  }

  #cancel() {
    this.asking = '';
    this.#model.putAway();
  }

  /** @param {import('../lib/api.js').Proof} proof */
  async #prove(proof) {
    const model = this.#model;
    const { asking } = this;
    const done = await this.attempt.run(() => {
      if (model.begun) return model.confirm(proof.code ?? '');
      if (asking === 'disable') return model.disable(proof);
      return asking === 'renew' ? model.renew(proof) : model.begin(proof);
    });
    if (!done) return;
    this.asking = '';
    if (asking === 'disable') this.notices.announce(t('twoFactor.disabled'));
  }
}

customElements.define('two-factor-section', TwoFactorSection);
