import { LitElement, css, html, nothing } from 'lit';
import { t } from '../lib/i18n/i18n.js';
import { problemText, ruleText } from '../lib/i18n/problems.js';
import { Problem } from '../lib/problem.js';
import { base, buttons, spinner } from '../components/shared/base.js';
import { section } from '../components/shared/section.js';
import { detail } from './detail.js';
import { Watch } from './watch.js';
import '../components/confirm-dialog/confirm-dialog.js';
import '../components/picture-crop/picture-crop.js';
import '../components/profile-form/profile-form.js';
import '../components/user-avatar/user-avatar.js';

/** An own picture, not the letters of a name: these have no such id. */
const OWN_PICTURE = /\/[0-9a-f]{8}-[0-9a-f-]{27}\/\d+$/;

/** What others see of me. */
export class ProfileSection extends LitElement {
  static properties = {
    client: { attribute: false },
    notices: { attribute: false },
    busy: { state: true },
    problem: { state: true },
  };

  static styles = [
    base,
    buttons,
    spinner,
    section,
    css`
    .picture { display: flex; flex-wrap: wrap; align-items: center; gap: var(--space-5); }
    user-avatar { --size: 7rem; }
    .choices { display: flex; flex-wrap: wrap; gap: var(--space-2); }
    .preview { margin-top: var(--space-4); display: inline-flex; align-items: center; min-height: var(--target); color: var(--accent); font-weight: 600; }
  `,
  ];

  constructor() {
    super();
    /** @type {import('./client.js').Client} */
    this.client = /** @type {any} */ (undefined);
    /** @type {import('./notices.js').Notices} */
    this.notices = /** @type {any} */ (undefined);
    /** @type {'' | 'picture' | 'form'} */
    this.busy = '';
    /** @type {Problem | undefined} */
    this.problem = undefined;
    this.watch = new Watch(this);
  }

  willUpdate() {
    this.watch.set([this.client.profiles]);
  }

  render() {
    const me = this.client.account;
    return html`<section aria-labelledby="picture"><h3 id="picture">${t('profile.picture')}</h3><p class="lead">${t('profile.picture.text')}</p>
        <div class="picture"><user-avatar large .account=${me}></user-avatar><div class="choices">
          <button class="button" ?disabled=${this.busy === 'picture'} @click=${this.#choose}>
            ${this.busy === 'picture' ? html`<span class="spinner"></span>` : nothing}${t('profile.picture.choose')}</button>
          ${
            OWN_PICTURE.test(me.picture)
              ? html`<button class="button quiet" ?disabled=${this.busy === 'picture'} @click=${this.#remove}>${t('profile.picture.remove')}</button>`
              : nothing
          }
          <input type="file" accept="image/*" hidden @change=${this.#chosen} aria-label=${t('profile.picture.choose')}></div></div>
        <picture-crop></picture-crop>
        <confirm-dialog heading=${t('profile.picture.remove.title')} text=${t('profile.picture.remove.text')}
          yes=${t('profile.picture.remove')} no=${t('profile.picture.keep')}></confirm-dialog></section>
      <section aria-labelledby="about-me"><h3 id="about-me">${t('profile.title')}</h3><p class="lead">${t('profile.text')}</p>
        <profile-form .me=${me} ?busy=${this.busy === 'form'} .problem=${this.problem} @save=${detail((data) => this.#save(data))}></profile-form>
        <a class="preview" href="#/people/${me.id}">${t('profile.preview')}</a></section>`;
  }

  /** @param {{displayName?: string, about?: string}} changes */
  async #save(changes) {
    this.problem = undefined;
    this.problem = await this.#try('form', () => this.client.profiles.update(changes), t('profile.saved'));
    if (this.problem) return;
    /** @type {any} */ (this.renderRoot.querySelector('profile-form')).saved();
  }

  #choose() {
    /** @type {HTMLInputElement} */ (this.renderRoot.querySelector('input')).click();
  }

  /** @param {Event} event */
  async #chosen(event) {
    const input = /** @type {HTMLInputElement} */ (event.target);
    const [file] = input.files ?? [];
    // The same file can be chosen again.
    input.value = '';
    const image = file && (await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => undefined));
    if (!image) {
      if (file) this.notices.toast(t('rule.picture'));
      return;
    }
    const kept = await /** @type {any} */ (this.renderRoot.querySelector('picture-crop')).ask(image);
    image.close();
    if (kept) await this.#picture(() => this.client.profiles.setPicture(kept), t('profile.picture.saved'));
  }

  async #remove() {
    const dialog = /** @type {import('../components/confirm-dialog/confirm-dialog.js').ConfirmDialog} */ (
      this.renderRoot.querySelector('confirm-dialog')
    );
    if (await dialog.ask()) {
      await this.#picture(() => this.client.profiles.removePicture(), t('profile.picture.removed'));
    }
  }

  /** @param {() => Promise<void>} work @param {string} done */
  async #picture(work, done) {
    const problem = await this.#try('picture', work, done);
    if (!problem) return;
    const [error] = problem.errors;
    this.notices.toast(error ? ruleText(error.field, error.rule, error.message) : problemText(problem));
  }

  /** @param {'picture' | 'form'} what @param {() => Promise<void>} work @param {string} done
   * @returns {Promise<Problem | undefined>} */
  async #try(what, work, done) {
    this.busy = what;
    try {
      await work();
      this.notices.announce(done);
      return undefined;
    } catch (failure) {
      return Problem.of(failure);
    } finally {
      this.busy = '';
    }
  }
}

customElements.define('profile-section', ProfileSection);
