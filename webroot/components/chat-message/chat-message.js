import { LitElement, html, nothing } from 'lit';
import { fullTime, timeOf } from '../../lib/i18n/dates.js';
import { t } from '../../lib/i18n/i18n.js';
import { problemText } from '../../lib/i18n/problems.js';
import { emojiCount } from '../../lib/text.js';
import { base, buttons } from '../shared/base.js';
import { linked, withLinks } from '../shared/linked.js';
import { Ticking } from '../shared/ticking.js';
import { check, clock, warning } from '../shared/icons.js';
import { styles } from './chat-message.styles.js';

/** @typedef {import('../../models/timeline.js').MessageRow} MessageRow */

/** @param {MessageRow | undefined} row @param {MessageRow | undefined} before rows are made anew with each change of any */
function differs(row, before) {
  if (!row || !before) return row !== before;
  return /** @type {(keyof MessageRow)[]} */ (['key', 'text', 'at', 'state', 'first', 'last', 'entry']).some(
    (name) => row[name] !== before[name],
  );
}

/** One message, written or received. Sends `retry` and `discard` with the client id of one that failed. */
export class ChatMessage extends LitElement {
  static properties = { row: { attribute: false, hasChanged: differs }, author: {} };

  static styles = [base, buttons, linked, styles];

  constructor() {
    super();
    /** @type {MessageRow | undefined} */
    this.row = undefined;
    this.author = '';
    this.ticking = new Ticking(this, () => this.row?.entry?.retryAt);
  }

  willUpdate() {
    this.toggleAttribute('first', this.row?.first ?? false);
  }

  render() {
    const row = this.row;
    if (!row) return nothing;
    const classes = [
      row.state,
      row.mine ? 'mine' : 'theirs',
      row.first ? 'first' : '',
      row.last ? 'last' : '',
      emojiCount(row.text) ? 'emoji' : '',
    ];
    const time = timeOf(row.at);
    const label = row.mine ? t('message.mine', { time }) : t('message.by', { name: this.author, time });
    return html`<article class=${classes.join(' ')} aria-label=${label}>
      <div class="bubble">${row.text === '' ? html`<em>${t('message.removed')}</em>` : withLinks(row.text)}<span class="meta"><time
          datetime=${row.at} title=${fullTime(row.at)}>${time}</time>${row.mine ? this.#mark(row) : nothing}</span></div>
      ${this.#note(row)}
    </article>`;
  }

  /** @param {MessageRow} row */
  #mark({ state }) {
    const picture = { stored: check, sent: check, sending: clock, waiting: clock, failed: warning }[state];
    return html`<span role="img" aria-label=${t(`message.${state}`)} title=${t(`message.${state}`)}>${picture(13)}</span>`;
  }

  /** @param {MessageRow} row */
  #note({ state, entry }) {
    if (state === 'waiting' && entry?.problem) {
      const seconds = this.ticking.seconds;
      return html`<div class="note">${clock()}${
        entry.problem.status === 429 && seconds > 0 ? t('message.retryIn', { count: seconds }) : t('message.waiting')
      }</div>`;
    }
    if (state !== 'failed' || !entry) return nothing;
    return html`<div class="note">${warning(14)}<span>${t('message.failed')}. ${entry.problem ? problemText(entry.problem) : ''}</span>
      <button class="text-button" @click=${() => this.#send('retry')}>${t('message.retry')}</button>
      <button class="text-button" @click=${() => this.#send('discard')}>${t('message.discard')}</button></div>`;
  }

  /** @param {string} name */
  #send(name) {
    this.dispatchEvent(new CustomEvent(name, { detail: this.row?.key, bubbles: true, composed: true }));
  }
}

customElements.define('chat-message', ChatMessage);
