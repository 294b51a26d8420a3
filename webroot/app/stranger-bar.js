import { LitElement, css, html } from 'lit';
import { t } from '../lib/i18n/i18n.js';
import { base, buttons } from '../components/shared/base.js';
import { RelationWork } from './relation-work.js';
import { detail } from './detail.js';
import '../components/confirm-dialog/confirm-dialog.js';
import '../components/report-dialog/report-dialog.js';

/** Asks what becomes of a conversation with somebody who is no contact: accept, block or report. */
export class StrangerBar extends LitElement {
  static properties = {
    client: { attribute: false },
    notices: { attribute: false },
    account: { attribute: false },
    conversationId: {},
  };

  static styles = [
    base,
    buttons,
    css`
    :host {
      display: grid; gap: var(--space-3); padding: var(--space-4); text-align: center; background: var(--surface);
      border-top: 1px solid var(--line);
    }
    p { color: var(--ink-soft); }
    confirm-dialog, report-dialog { position: absolute; }
    .choices { display: flex; flex-wrap: wrap; justify-content: center; gap: var(--space-2); }
    .choices button { flex: 0 1 10rem; }
    @media (max-width: 760px) { .choices button { flex: 1 1 6rem; } }
  `,
  ];

  constructor() {
    super();
    /** @type {import('./client.js').Client} */
    this.client = /** @type {any} */ (undefined);
    /** @type {import('./notices.js').Notices} */
    this.notices = /** @type {any} */ (undefined);
    /** @type {import('../lib/tokens.js').Account} */
    this.account = /** @type {any} */ (undefined);
    this.conversationId = '';
    this.work = new RelationWork(this, () => this.notices);
  }

  render() {
    const { displayName: name } = this.account;
    const busy = this.work.busy.has(this.account.id);
    return html`<p id="asks">${t('stranger.asks', { name })}</p>
      <div class="choices" role="group" aria-labelledby="asks">
        <button class="button" ?disabled=${busy} @click=${this.#accept}>${t('stranger.accept')}</button>
        <button class="button quiet" ?disabled=${busy} @click=${this.#block}>${t('contacts.block')}</button>
        <button class="button quiet" ?disabled=${busy} @click=${this.#report}>${t('report.action')}</button></div>
      <confirm-dialog heading=${t('contacts.block.title', { name })} text=${t('contacts.block.text', { name })}
        yes=${t('contacts.block')} no=${t('contacts.keep')}></confirm-dialog>
      <report-dialog name=${name} @report=${detail((report) => this.#send(report))}></report-dialog>`;
  }

  #accept() {
    this.work.run(
      this.account.id,
      () => this.client.conversations.accept(this.conversationId),
      t('stranger.accepted', { name: this.account.displayName }),
    );
  }

  async #block() {
    const dialog = /** @type {import('../components/confirm-dialog/confirm-dialog.js').ConfirmDialog} */ (
      this.renderRoot.querySelector('confirm-dialog')
    );
    if (await dialog.ask()) await this.#blockNow();
  }

  async #blockNow() {
    const { contacts, conversations } = this.client;
    const { id } = this.account;
    await this.work.run(
      id,
      async () => {
        await contacts.block(id);
        await conversations.refresh(id);
      },
      t('contacts.block.done'),
    );
  }

  #report() {
    /** @type {import('../components/report-dialog/report-dialog.js').ReportDialog} */ (
      this.renderRoot.querySelector('report-dialog')
    ).open();
  }

  /** @param {{reason: string, comment: string, block: boolean}} report */
  async #send({ reason, comment, block }) {
    const { id } = this.account;
    const body = { accountId: id, conversationId: this.conversationId, reason, comment };
    const done = await this.work.run(id, () => this.client.api.strangers.reportAccount(body), t('report.done'));
    if (!done) return;
    this.notices.toast(t('report.done'));
    if (block) await this.#blockNow();
  }
}

customElements.define('stranger-bar', StrangerBar);
