import { LitElement, html, nothing } from 'lit';
import { t } from '../lib/i18n/i18n.js';
import { problemText } from '../lib/i18n/problems.js';
import { Problem } from '../lib/problem.js';
import { base, buttons, spinner } from '../components/shared/base.js';
import { section } from '../components/shared/section.js';
import { nameOf } from '../components/session-list/session-list.js';
import { detail } from './detail.js';
import { Watch } from './watch.js';
import '../components/confirm-dialog/confirm-dialog.js';
import '../components/session-list/session-list.js';

/** Where one is signed in, live. */
export class SessionSection extends LitElement {
  static properties = {
    client: { attribute: false },
    notices: { attribute: false },
    question: { state: true },
  };

  static styles = [base, buttons, spinner, section];

  constructor() {
    super();
    /** @type {import('./client.js').Client} */
    this.client = /** @type {any} */ (undefined);
    /** @type {import('./notices.js').Notices} */
    this.notices = /** @type {any} */ (undefined);
    this.question = '';
    this.watch = new Watch(this);
  }

  get #sessions() {
    return this.client.sessions;
  }

  willUpdate() {
    this.watch.set([this.#sessions]);
  }

  firstUpdated() {
    this.#sessions.load();
  }

  render() {
    const { items, state, ending, problem } = this.#sessions;
    return html`<section aria-labelledby="heading"><h3 id="heading" tabindex="-1">${t('sessions.title')}</h3><p class="lead">${t('sessions.text')}</p>
      ${state === 'loading' ? html`<p class="state" role="status"><span class="spinner"></span>${t('sessions.loading')}</p>` : nothing}
      ${
        state === 'failed' && problem
          ? html`<p class="state" role="alert">${problemText(problem)}
            <button class="text-button" @click=${() => this.#sessions.load()}>${t('action.again')}</button></p>`
          : nothing
      }
      ${
        items.length > 0
          ? html`<session-list .sessions=${items} .ending=${new Set(ending)}
            @revoke=${detail((id) => this.#revoke(id))} @revoke-others=${() => this.#revokeOthers()}></session-list>`
          : nothing
      }
      <confirm-dialog heading=${t('sessions.confirm.title')} text=${this.question} yes=${t('sessions.revoke')} no=${t('sessions.confirm.no')}></confirm-dialog>
    </section>`;
  }

  /** @param {string} id */
  async #revoke(id) {
    const session = this.#sessions.items.find((each) => each.id === id);
    if (!session) return;
    const name = nameOf(session);
    await this.#end(t('sessions.confirm.text', { name }), t('sessions.revoked', { name }), () =>
      this.#sessions.revoke(id),
    );
  }

  async #revokeOthers() {
    const count = this.#sessions.others.length;
    await this.#end(t('sessions.confirm.others', { count }), t('sessions.revokedOthers'), () =>
      this.#sessions.revokeOthers(),
    );
  }

  /** @param {string} question @param {string} done @param {() => Promise<void>} work */
  async #end(question, done, work) {
    this.question = question;
    await this.updateComplete;
    const dialog = /** @type {import('../components/confirm-dialog/confirm-dialog.js').ConfirmDialog} */ (
      this.renderRoot.querySelector('confirm-dialog')
    );
    if (!(await dialog.ask())) return;
    try {
      await work();
      this.notices.announce(done);
      /** @type {HTMLElement | null} */ (this.renderRoot.querySelector('h3'))?.focus();
    } catch (failure) {
      this.notices.toast(problemText(Problem.of(failure)));
    }
  }
}

customElements.define('session-section', SessionSection);
