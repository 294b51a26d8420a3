import { Problem } from '../lib/problem.js';
import { Store } from '../lib/store.js';

/**
 * @typedef {import('../lib/api.js').Api} Api
 * @typedef {import('../lib/api.js').Proof} Proof
 * @typedef {import('../lib/api.js').TwoFactorBegun} TwoFactorBegun
 * @typedef {import('../lib/api.js').StreamEvent} StreamEvent
 */

/** The second factor: whether it is on, and the way there. What is secret is kept no longer than it is shown. */
export class TwoFactor extends Store {
  /** @type {'idle' | 'loading' | 'ready' | 'failed'} */ state = 'idle';
  /** @type {Problem | undefined} */ problem;
  enabled = false;
  recoveryCodesLeft = 0;
  /** What the app is to scan, while it is being turned on. @type {TwoFactorBegun | undefined} */ begun;
  /** New recovery codes, until they are put away. @type {string[] | undefined} */ recoveryCodes;

  /** @param {{api: Pick<Api, 'getTwoFactor' | 'beginTwoFactor' | 'confirmTwoFactor' | 'disableTwoFactor' |
   *   'newRecoveryCodes'>}} parts */
  constructor({ api }) {
    super();
    this.api = api;
  }

  async load() {
    if (this.state !== 'ready') this.state = 'loading';
    this.changed();
    try {
      const { enabled, recoveryCodesLeft } = await this.api.getTwoFactor();
      this.enabled = enabled;
      this.recoveryCodesLeft = recoveryCodesLeft;
      this.state = 'ready';
      this.problem = undefined;
    } catch (failure) {
      this.state = 'failed';
      this.problem = Problem.of(failure);
    }
    this.changed();
  }

  /** @param {Proof} proof */
  async begin({ password }) {
    this.begun = await this.api.beginTwoFactor(password);
    this.changed();
  }

  /** @param {string} code */
  async confirm(code) {
    this.#keep(await this.api.confirmTwoFactor(code));
    this.begun = undefined;
    this.enabled = true;
    this.changed();
  }

  /** @param {Proof} proof */
  async disable(proof) {
    await this.api.disableTwoFactor(proof);
    this.enabled = false;
    this.changed();
  }

  /** @param {Proof} proof */
  async renew(proof) {
    this.#keep(await this.api.newRecoveryCodes(proof));
    this.changed();
  }

  /** Nothing secret stays in the page. */
  putAway() {
    this.begun = undefined;
    this.recoveryCodes = undefined;
    this.changed();
  }

  /** What the personal stream tells. @param {Pick<StreamEvent, 'type'>} event */
  apply({ type }) {
    if ((type === 'two-factor-changed' || type === 'ready') && this.state !== 'idle') this.load();
  }

  /** @param {{recoveryCodes: string[]}} made */
  #keep({ recoveryCodes }) {
    this.recoveryCodes = recoveryCodes;
    this.recoveryCodesLeft = recoveryCodes.length;
  }
}
