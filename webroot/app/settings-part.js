import { LitElement } from 'lit';
import { problemText } from '../lib/i18n/problems.js';
import { Problem } from '../lib/problem.js';
import { base } from '../components/shared/base.js';
import { card, section } from '../components/shared/section.js';
import { Watch } from './watch.js';

/** What the sections have in common whose settings are the same on all devices. */
export class SettingsPart extends LitElement {
  static properties = { client: { attribute: false }, notices: { attribute: false } };

  static styles = [base, section, card];

  constructor() {
    super();
    /** @type {import('./client.js').Client} */
    this.client = /** @type {any} */ (undefined);
    /** @type {import('./notices.js').Notices} */
    this.notices = /** @type {any} */ (undefined);
    this.watch = new Watch(this);
  }

  get settings() {
    return this.client.settings.value;
  }

  willUpdate() {
    this.watch.set([this.client.settings]);
  }

  /** Shown at once, and taken back with a word about it when it fails. @param {import('../lib/api.js').ChangeSettings} changes */
  async change(changes) {
    try {
      await this.client.settings.change(changes);
    } catch (failure) {
      this.notices.toast(problemText(Problem.of(failure)));
    }
  }
}
