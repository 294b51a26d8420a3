import { LitElement, css, html } from 'lit';
import { t } from '../lib/i18n/i18n.js';
import { base } from '../components/shared/base.js';
import { RelationWork } from './relation-work.js';
import { detail } from './detail.js';
import { Watch } from './watch.js';
import '../components/person-list/person-list.js';

/** Requests for me and from me, and my contacts, live. Sends `talk` with a person's id. */
export class ContactsPane extends LitElement {
  static properties = { client: { attribute: false }, notices: { attribute: false } };

  static styles = [base, css`:host { overflow-y: auto; flex: 1; min-width: 0; }`];

  constructor() {
    super();
    /** @type {import('./client.js').Client} */
    this.client = /** @type {any} */ (undefined);
    /** @type {import('./notices.js').Notices} */
    this.notices = /** @type {any} */ (undefined);
    this.watch = new Watch(this);
    this.work = new RelationWork(this, () => this.notices);
  }

  get #contacts() {
    return this.client.contacts;
  }

  willUpdate() {
    this.watch.set([this.#contacts]);
  }

  firstUpdated() {
    for (const list of [this.#contacts.incoming, this.#contacts.outgoing, this.#contacts.all]) list.load();
  }

  render() {
    const { incoming, outgoing, all } = this.#contacts;
    const accept = { name: 'accept', label: t('contacts.accept') };
    const decline = { name: 'decline', label: t('contacts.decline'), quiet: true };
    return html`
      <person-list id="incoming" heading=${t('contacts.incoming')} empty=${t('contacts.incoming.none')} .list=${incoming.view}
        .actions=${[accept, decline]} .busy=${this.work.busy}
        @accept=${detail((id) => this.work.run(id, () => this.#contacts.accept(id), t('contacts.accepted')))}
        @decline=${detail((id) => this.work.run(id, () => this.#contacts.decline(id), t('contacts.declined')))}
        @more=${() => incoming.loadMore()} @again=${() => incoming.load()}></person-list>
      <person-list id="outgoing" heading=${t('contacts.outgoing')} empty=${t('contacts.outgoing.none')} .list=${outgoing.view}
        .actions=${[{ name: 'cancel', label: t('contacts.cancel'), quiet: true }]} .busy=${this.work.busy}
        @cancel=${detail((id) => this.work.run(id, () => this.#contacts.cancel(id), t('contacts.cancelled')))}
        @more=${() => outgoing.loadMore()} @again=${() => outgoing.load()}></person-list>
      <person-list id="all" heading=${t('contacts.all')} empty=${t('contacts.all.none')} .list=${all.view}
        .actions=${[{ name: 'talk', label: t('person.talk'), quiet: true }]} .busy=${this.work.busy}
        @talk=${detail((id) => this.dispatchEvent(new CustomEvent('talk', { detail: id })))}
        @more=${() => all.loadMore()} @again=${() => all.load()}></person-list>`;
  }
}

customElements.define('contacts-pane', ContactsPane);
