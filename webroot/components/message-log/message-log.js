import { LitElement, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { dayOf } from '../../lib/i18n/dates.js';
import { t } from '../../lib/i18n/i18n.js';
import { base, buttons, spinner } from '../shared/base.js';
import { EndSensor } from '../shared/end-sensor.js';
import { down } from '../shared/icons.js';
import { styles } from './message-log.styles.js';
import { Scrolling } from './scrolling.js';
import '../chat-message/chat-message.js';
import '../empty-state/empty-state.js';
import '../user-avatar/user-avatar.js';

/**
 * @typedef {import('../../models/timeline.js').Row} Row
 * @typedef {import('../../lib/tokens.js').Account} Account
 */

/** A day's pill stays in view as long as its own messages do. @param {Row[]} rows @returns {Row[][]} */
function byDay(rows) {
  /** @type {Row[][]} */
  const days = [];
  for (const row of rows) {
    if (row.kind === 'day' || days.length === 0) days.push([row]);
    else days[days.length - 1].push(row);
  }
  return days;
}

/**
 * The messages of one conversation. Stays at the bottom while it is there, and holds still while one reads further up.
 * Sends `older` near the top, `again` after a failure, `bottom` with whether the latest message is in view; `retry` and
 * `discard` come up from the messages. One element shows one conversation: another one is another element.
 */
export class MessageLog extends LitElement {
  static properties = {
    rows: { attribute: false },
    other: { attribute: false },
    state: {},
    older: { type: Boolean },
    loadingOlder: { type: Boolean },
    failedOlder: { type: Boolean },
    missed: { state: true },
    atBottom: { state: true },
  };

  static styles = [base, buttons, spinner, styles];

  constructor() {
    super();
    /** @type {Row[]} */
    this.rows = [];
    /** @type {Account | undefined} */
    this.other = undefined;
    this.state = 'idle';
    this.older = false;
    this.loadingOlder = false;
    this.failedOlder = false;
    /** How many came in since the bottom was left. */
    this.missed = 0;
    this.atBottom = true;
    this.scrolling = new Scrolling(this, (atBottom) => this.#moved(atBottom));
    // The latest page is enough until one scrolls up, unless it leaves room.
    const looking = () => this.scrolling.settled && (!this.atBottom || !this.scrolling.full);
    const wanted = () => this.older && !this.loadingOlder && !this.failedOlder && this.state === 'ready' && looking();
    this.sensor = new EndSensor(this, wanted, 'older', '500px');
  }

  /** To the latest message, as after sending one. */
  toLatest() {
    this.missed = 0;
    this.scrolling.toBottom();
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!changed.has('rows') || this.atBottom) return;
    const last = (/** @type {Row[]} */ rows) => rows.findLast((row) => row.kind === 'message' && row.number)?.key;
    const before = last(/** @type {Row[]} */ (changed.get('rows') ?? []));
    const at = this.rows.findIndex((row) => row.key === before);
    if (at >= 0) this.missed += this.rows.slice(at + 1).filter((row) => row.kind === 'message' && !row.mine).length;
  }

  render() {
    if (this.state !== 'ready') return this.#instead();
    const name = this.other?.displayName ?? '';
    return html`<div class="scroller" role="log" aria-live="off" aria-label=${t('log.label', { name })} aria-busy=${this.loadingOlder}
        tabindex="0" @scroll=${this.scrolling.scrolled} @scrollend=${this.scrolling.scrollEnded}>
      <div class="column ${this.rows.length ? '' : 'empty'}">
        <div class="push"></div>
        ${this.#top(name)}
        ${repeat(
          byDay(this.rows),
          ([day]) => day.key,
          (rows) =>
            html`<section>${repeat(
              rows,
              (row) => row.key,
              (row) => this.#row(row),
            )}</section>`,
        )}
      </div></div>
      ${
        this.atBottom
          ? nothing
          : html`<button class="latest" @click=${() => this.scrolling.toBottom(true)}
        aria-label=${this.missed ? t('log.latest.count', { count: this.missed }) : t('log.latest')}>
        ${this.missed ? html`<span>${t('log.latest.count', { count: this.missed })}</span>` : nothing}${down()}</button>`
      }`;
  }

  #instead() {
    if (this.state !== 'failed') {
      return html`<div class="middle" role="status"><span class="spinner"></span>
        <span class="unseen">${t('conversation.loading')}</span></div>`;
    }
    return html`<empty-state heading=${t('conversation.failed')}><span slot="mark">⛈️</span>
      <button class="button" @click=${() => this.dispatchEvent(new CustomEvent('again'))}>${t('action.again')}</button></empty-state>`;
  }

  /** @param {string} name */
  #top(name) {
    if (this.older) {
      return html`<div class="top" id="end">${
        this.failedOlder
          ? html`${t('log.older.failed')}
        <button class="button quiet small" @click=${() => this.dispatchEvent(new CustomEvent('older'))}>${t('action.again')}</button>`
          : html`<span class="spinner"></span><span class="unseen" role="status">${this.loadingOlder ? t('log.older.loading') : ''}</span>`
      }</div>`;
    }
    return html`<div class="beginning"><user-avatar large .account=${this.other}></user-avatar><h2>${t('conversation.start.title')}</h2>
      <p>${t(this.rows.length ? 'conversation.start.text' : 'conversation.start.empty', { name })}</p></div>`;
  }

  /** @param {Row} row */
  #row(row) {
    if (row.kind === 'day') {
      return html`<div class="day" data-row=${row.key}><h2><time datetime=${row.at}>${dayOf(row.at)}</time></h2></div>`;
    }
    if (row.kind === 'new') {
      return html`<div class="new" data-row="new" role="separator" aria-label=${t('log.new')}>${t('log.new')}</div>`;
    }
    return html`<chat-message data-row=${row.key} .row=${row} author=${this.other?.displayName ?? ''}></chat-message>`;
  }

  /** @param {boolean} atBottom */
  #moved(atBottom) {
    if (atBottom) this.missed = 0;
    this.atBottom = atBottom;
    this.dispatchEvent(new CustomEvent('bottom', { detail: atBottom }));
  }
}

customElements.define('message-log', MessageLog);
