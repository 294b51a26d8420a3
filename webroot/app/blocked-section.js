import { LitElement, css, html } from 'lit';
import { t } from '../lib/i18n/i18n.js';
import { base } from '../components/shared/base.js';
import { section } from '../components/shared/section.js';
import { RelationWork } from './relation-work.js';
import { detail } from './detail.js';
import { Watch } from './watch.js';
import '../components/person-list/person-list.js';

/** Whom I block, live. */
export class BlockedSection extends LitElement {
  static properties = { client: { attribute: false }, notices: { attribute: false } };

  static styles = [base, section, css`person-list { margin-inline: calc(-1 * var(--space-4)); }`];

  constructor() {
    super();
    /** @type {import('./client.js').Client} */
    this.client = /** @type {any} */ (undefined);
    /** @type {import('./notices.js').Notices} */
    this.notices = /** @type {any} */ (undefined);
    this.watch = new Watch(this);
    this.work = new RelationWork(this, () => this.notices);
  }

  willUpdate() {
    this.watch.set([this.client.contacts]);
  }

  firstUpdated() {
    this.client.contacts.blocks.load();
  }

  render() {
    const { contacts } = this.client;
    const { blocks } = contacts;
    return html`<section><p class="lead">${t('blocked.text')}</p>
      <person-list unheaded heading=${t('blocked.title')} empty=${t('blocked.none')} .list=${blocks.view} .busy=${this.work.busy}
        .actions=${[{ name: 'unblock', label: t('contacts.unblock'), quiet: true }]}
        @unblock=${detail((id) => this.work.run(id, () => contacts.unblock(id), t('contacts.unblocked')))}
        @more=${() => blocks.loadMore()} @again=${() => blocks.load()}></person-list></section>`;
  }
}

customElements.define('blocked-section', BlockedSection);
