import { LitElement, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { fullTime, shortTime } from '../../lib/i18n/dates.js';
import { number, t } from '../../lib/i18n/i18n.js';
import { hrefOf } from '../../lib/router.js';
import { otherMember } from '../../models/conversation.js';
import { base, buttons, spinner } from '../shared/base.js';
import { EndSensor } from '../shared/end-sensor.js';
import { listEnd, listEndStyles } from '../shared/list-end.js';
import { moveFocus } from '../shared/move-focus.js';
import { styles } from './conversation-list.styles.js';
import '../empty-state/empty-state.js';
import '../user-avatar/user-avatar.js';

/** @typedef {import('../../lib/api.js').Conversation} Conversation */

/** Conversations as links, the latest activity first. Sends `more` near the end, and `again` after a failure. */
export class ConversationList extends LitElement {
  static properties = {
    conversations: { attribute: false },
    drafts: { attribute: false },
    me: {},
    selected: {},
    state: {},
    hasMore: { type: Boolean },
    loadingMore: { type: Boolean },
    failedMore: { type: Boolean },
  };

  static styles = [base, buttons, spinner, listEndStyles, styles];

  constructor() {
    super();
    /** @type {Conversation[]} */
    this.conversations = [];
    /** @type {(id: string) => string} */
    this.drafts = () => '';
    this.me = '';
    this.selected = '';
    this.state = 'idle';
    this.hasMore = false;
    this.loadingMore = false;
    this.failedMore = false;
    this.sensor = new EndSensor(this, () => this.hasMore && !this.loadingMore && !this.failedMore, 'more');
  }

  /** Focuses a conversation, or else the first one. @param {string} id */
  focusOn(id) {
    const href = hrefOf({ name: 'conversation', id });
    const link = [...this.renderRoot.querySelectorAll('a')].find(
      (candidate) => candidate.getAttribute('href') === href,
    );
    /** @type {HTMLElement | null} */ (link ?? this.renderRoot.querySelector('a'))?.focus();
  }

  render() {
    if (this.conversations.length > 0) return this.#list();
    if (this.state === 'failed') {
      return html`<empty-state heading=${t('list.failed')}><span slot="mark">⛈️</span>
        <button class="button" @click=${() => this.dispatchEvent(new CustomEvent('again'))}>${t('action.again')}</button></empty-state>`;
    }
    if (this.state !== 'ready') return this.#bones();
    return html`<empty-state heading=${t('list.empty.title')} text=${t('list.empty.text')}><span slot="mark">👋</span>
      <a class="button" href="#/people">${t('list.empty.action')}</a></empty-state>`;
  }

  #bones() {
    const bone = html`<li><i></i><span><i></i><i></i></span></li>`;
    return html`<p class="unseen" role="status">${t('list.loading')}</p>
      <ul class="bones" aria-hidden="true">${bone}${bone}${bone}${bone}${bone}</ul>`;
  }

  #list() {
    return html`<ul @keydown=${moveFocus}>${repeat(
      this.conversations,
      ({ id }) => id,
      (conversation) => html`<li>${this.#row(conversation)}</li>`,
    )}</ul>
      ${listEnd(this, t('list.more.failed'))}`;
  }

  /** @param {Conversation} conversation */
  #row(conversation) {
    const { id, unread, lastActivityAt } = conversation;
    const other = otherMember(conversation, this.me);
    return html`<a href=${hrefOf({ name: 'conversation', id })} class=${unread ? 'unread' : ''}
      aria-current=${id === this.selected ? 'page' : nothing}>
      <user-avatar .account=${other}></user-avatar>
      <span class="what">
        <span class="line"><span class="name"><bdi>${other.displayName}</bdi></span>
          <time datetime=${lastActivityAt} title=${fullTime(lastActivityAt)}>${shortTime(lastActivityAt)}</time></span>
        <span class="line">${this.#preview(conversation)}
          ${
            unread
              ? html`<span class="badge" aria-hidden="true">${unread > 99 ? '99+' : number(unread)}</span>
            <span class="unseen">${t('list.unread', { count: unread })}</span>`
              : nothing
          }</span>
      </span>
    </a>`;
  }

  /** @param {Conversation} conversation */
  #preview({ id, lastMessage }) {
    const draft = id === this.selected ? '' : this.drafts(id);
    if (draft) return html`<span class="preview draft"><bdi>${t('list.draft', { text: draft })}</bdi></span>`;
    if (!lastMessage) return html`<span class="preview">${t('list.nothing')}</span>`;
    const text = lastMessage.text.slice(0, 200) || t('message.removed');
    return html`<span class="preview"><bdi>${lastMessage.senderId === this.me ? t('list.you', { text }) : text}</bdi></span>`;
  }
}

customElements.define('conversation-list', ConversationList);
