import { LitElement, css, html, nothing } from 'lit';
import { t } from '../lib/i18n/i18n.js';
import { Problem } from '../lib/problem.js';
import { trimmed } from '../lib/text.js';
import { isDeleted, otherMember } from '../models/conversation.js';
import { timeline } from '../models/timeline.js';
import { base, buttons } from '../components/shared/base.js';
import { back } from '../components/shared/icons.js';
import { detail } from './detail.js';
import { Watch } from './watch.js';
import './stranger-bar.js';
import '../components/chat-composer/chat-composer.js';
import '../components/empty-state/empty-state.js';
import '../components/message-log/message-log.js';
import '../components/user-avatar/user-avatar.js';

/** One conversation: who it is with, what was said, and where one writes. */
export class ConversationPane extends LitElement {
  static properties = {
    client: { attribute: false },
    router: { attribute: false },
    notices: { attribute: false },
    conversationId: {},
    problem: { state: true },
  };

  static styles = [
    base,
    buttons,
    css`
    :host { display: grid; grid-template-columns: minmax(0, 1fr); grid-template-rows: auto minmax(0, 1fr) auto; background: var(--paper); }
    header {
      display: flex; align-items: center; gap: var(--space-3); min-height: 4rem; z-index: 2;
      padding: max(var(--space-2), env(safe-area-inset-top)) var(--space-5) var(--space-2);
      background: var(--surface); border-bottom: 1px solid var(--line);
    }
    empty-state { grid-row: 1 / -1; }
    user-avatar { --size: 2.5rem; }
    .who {
      display: flex; align-items: center; gap: var(--space-3); min-width: 0; padding-block: var(--space-1); padding-inline: var(--space-1) var(--space-3);
      border-radius: var(--radius-m); text-decoration: none;
    }
    a.who:hover { background: var(--hover); }
    .names { min-width: 0; }
    h1 { font-size: var(--text-l); white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
    .username {
      color: var(--ink-soft); font-size: var(--text-s); white-space: nowrap; overflow: hidden;
      text-overflow: ellipsis;
    }
    .gone { padding: var(--space-4); text-align: center; color: var(--ink-soft); background: var(--surface); border-top: 1px solid var(--line); }
    .back { display: none; }
    @media (max-width: 760px) {
      header { padding-inline: var(--space-1) var(--space-3); gap: var(--space-2); }
      .back { display: inline-grid; }
    }
  `,
  ];

  /** The line above what is new comes after this number. */ #newAfter = Infinity;
  #atBottom = false;
  /** Whether there was a connection when this was last drawn. */ #online = false;

  constructor() {
    super();
    /** @type {import('./client.js').Client} */
    this.client = /** @type {any} */ (undefined);
    /** @type {import('../lib/router.js').Router} */
    this.router = /** @type {any} */ (undefined);
    /** @type {import('./notices.js').Notices} */
    this.notices = /** @type {any} */ (undefined);
    this.conversationId = '';
    /** @type {Problem | undefined} */
    this.problem = undefined;
    this.watch = new Watch(this);
    this.visibility = () => this.#visibilityChanged();
  }

  get conversation() {
    return this.client.conversations.get(this.conversationId);
  }

  get other() {
    return this.conversation && otherMember(this.conversation, this.client.account.id);
  }

  connectedCallback() {
    super.connectedCallback();
    this.history = this.client.histories.of(this.conversationId);
    const { conversations, contacts, outbox, socket } = this.client;
    this.watch.set([conversations, contacts, outbox, socket, this.history]);
    document.addEventListener('visibilitychange', this.visibility);
    this.#load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.visibility);
    this.history?.trim();
  }

  async firstUpdated() {
    await /** @type {LitElement | null} */ (this.renderRoot.querySelector('chat-composer'))?.updateComplete;
    // Beside the list of people or contacts one goes on there.
    if (this.checkVisibility() && this.router.route.name === 'conversation') this.focus();
  }

  /** What could not be loaded without a connection is asked for again with the next one. */
  willUpdate() {
    const { online } = this.client.socket;
    const regained = online && !this.#online;
    this.#online = online;
    if (regained && (this.problem || this.history?.state === 'failed')) this.#load();
  }

  updated() {
    this.#seen();
  }

  focus() {
    const touch = matchMedia('(pointer: coarse)').matches;
    /** @type {HTMLElement | null} */ (this.renderRoot.querySelector(touch ? 'h1' : 'chat-composer'))?.focus();
  }

  render() {
    const { history, other } = this;
    if (this.problem && !other) return this.#missing();
    const failed = this.problem !== undefined && !other;
    return html`<header>
        <a class="icon-button back" href="#/" aria-label=${t('nav.back')}>${back()}</a>
        ${this.#who(other)}
      </header>
      <message-log .rows=${this.#rows()} .other=${other} state=${other ? (history?.state ?? 'idle') : failed ? 'failed' : 'loading'}
        ?older=${history?.older} ?loadingOlder=${history?.loadingOlder}
        ?failedOlder=${history?.problem !== undefined && history?.state === 'ready'}
        @older=${() => history?.loadOlder()} @again=${this.#load} @bottom=${this.#bottom}
        @retry=${detail((data) => this.client.outbox.retry(data))}
        @discard=${detail((data) => this.client.outbox.discard(data))}></message-log>
      ${this.#writing(other)}`;
  }

  /** @param {import('../lib/tokens.js').Account | undefined} other */
  #writing(other) {
    if (other && isDeleted(other)) return html`<p class="gone">${t('account.deleted.note')}</p>`;
    if (other && this.conversation?.mayPost === false) {
      const blocked = this.client.contacts.relation(other.id)?.blocked;
      return html`<p class="gone"><span>${t(blocked ? 'contacts.blocked' : 'contacts.closed', { name: other.displayName })}</span>
        <a href="#/people/${other.id}">${t('contacts.closed.open')}</a></p>`;
    }
    return html`<div class="writing">${other && this.#isUnanswered() ? this.#strangerBar(other) : nothing}${this.#composer()}</div>`;
  }

  /** Somebody who is no contact wrote, and has no answer. */
  #isUnanswered() {
    return this.conversation?.accepted === false && this.conversation.lastMessage !== null;
  }

  /** @param {import('../lib/tokens.js').Account} other */
  #strangerBar(other) {
    return html`<stranger-bar .client=${this.client} .notices=${this.notices} .account=${other}
      conversationId=${this.conversationId}></stranger-bar>`;
  }

  #composer() {
    return html`<chat-composer name=${this.other?.displayName ?? ''} draftKey=${this.conversationId} draft=${this.client.drafts.get(this.conversationId)}
        @draft=${detail((data) => this.client.drafts.set(this.conversationId, data))} @post=${this.#post}></chat-composer>`;
  }

  /** @param {import('../lib/tokens.js').Account | undefined} other */
  #who(other) {
    const shown = html`<user-avatar .account=${other}></user-avatar>
      <div class="names"><h1 tabindex="-1"><bdi>${other?.displayName ?? '…'}</bdi></h1>
        <p class="username"><bdi dir="ltr">${other?.username ? `@${other.username}` : ' '}</bdi></p></div>`;
    return other
      ? html`<a class="who" href="#/people/${other.id}" title=${t('person.open', { name: other.displayName })}>${shown}</a>`
      : html`<div class="who">${shown}</div>`;
  }

  #missing() {
    const transient = this.problem?.transient;
    return html`<empty-state heading=${t(transient ? 'conversation.failed' : 'conversation.missing.title')}
      text=${transient ? '' : t('conversation.missing.text')}>
      <span slot="mark">${transient ? '⛈️' : '🍃'}</span>
      ${
        transient
          ? html`<button class="button" @click=${this.#load}>${t('action.again')}</button>`
          : html`<a class="button" href="#/">${t('conversation.missing.action')}</a>`
      }</empty-state>`;
  }

  #rows() {
    return timeline({
      messages: this.history?.items ?? [],
      entries: this.client.outbox.of(this.conversationId),
      me: this.client.account.id,
      newAfter: this.#newAfter,
    });
  }

  async #load() {
    this.problem = undefined;
    try {
      const conversation = await this.client.conversations.ensure(this.conversationId);
      if (!conversation.mayPost) this.client.contacts.look(otherMember(conversation, this.client.account.id).id);
      if (conversation.unread > 0) this.#newAfter = conversation.readNumber;
      this.history?.reach(conversation.lastMessage?.number ?? 0);
      await this.history?.open();
    } catch (failure) {
      this.problem = Problem.of(failure);
    }
  }

  /** @param {CustomEvent} event */
  #post(event) {
    const text = trimmed(event.detail);
    if (!this.client.outbox.add(this.conversationId, text)) {
      event.preventDefault();
      this.notices.toast(t('composer.full'));
      return;
    }
    this.#newAfter = Infinity;
    /** @type {any} */ (this.renderRoot.querySelector('message-log'))?.toLatest();
  }

  /** @param {CustomEvent} event */
  #bottom(event) {
    this.#atBottom = event.detail;
    this.#seen();
  }

  /** What is on the screen, in front, down to the latest message, is read. */
  #seen() {
    const inFront = document.visibilityState === 'visible' && this.checkVisibility();
    if (inFront && this.#atBottom && this.history?.state === 'ready') this.client.reading.seen(this.conversationId);
  }

  #visibilityChanged() {
    if (document.visibilityState === 'hidden' && this.conversation) this.#newAfter = this.conversation.messageCount;
    else this.#seen();
  }
}

customElements.define('conversation-pane', ConversationPane);
