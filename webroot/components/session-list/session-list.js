import { LitElement, html, nothing } from 'lit';
import { t } from '../../lib/i18n/i18n.js';
import { fullTime, shortTime } from '../../lib/i18n/dates.js';
import { base, buttons, spinner } from '../shared/base.js';
import { laptop, phone } from '../shared/icons.js';
import { styles } from './session-list.styles.js';

/** @typedef {import('../../lib/api.js').SessionSummary} SessionSummary */

const HELD_IN_HAND = ['Android', 'iPhone', 'iPad'];

/** Where one is signed in. Sends `revoke` with an id, and `revoke-others`. */
export class SessionList extends LitElement {
  static properties = { sessions: { attribute: false }, ending: { attribute: false } };

  static styles = [base, buttons, spinner, styles];

  constructor() {
    super();
    /** @type {SessionSummary[]} */
    this.sessions = [];
    /** @type {Set<string>} */
    this.ending = new Set();
  }

  render() {
    const here = this.sessions.filter(({ current }) => current);
    const others = this.sessions.filter(({ current }) => !current);
    return html`<ul>${[...here, ...others].map((each) => this.#session(each))}</ul>
      ${
        others.length > 1
          ? html`<button class="button quiet" ?disabled=${this.ending.size > 0} @click=${() => this.#send('revoke-others')}>
          ${t('sessions.revokeOthers')}</button>`
          : nothing
      }`;
  }

  /** @param {SessionSummary} session */
  #session(session) {
    const { id, system, address, lastUsedAt, createdAt, current, userAgent } = session;
    const name = nameOf(session);
    return html`<li data-id=${id}>
      <span class="icon">${HELD_IN_HAND.includes(system ?? '') ? phone() : laptop()}</span>
      <div class="what"><p class="name" title=${userAgent}>${name}${current ? html` <span class="here">${t('sessions.current')}</span>` : nothing}</p>
        <p class="more">${address} · <time datetime=${lastUsedAt} title=${fullTime(lastUsedAt)}>${
          current ? t('sessions.now') : t('sessions.used', { when: shortTime(lastUsedAt) })
        }</time> · <time datetime=${createdAt} title=${fullTime(createdAt)}>${t('sessions.since', { when: shortTime(createdAt) })}</time></p></div>
      ${
        current
          ? nothing
          : html`<button class="button quiet small" ?disabled=${this.ending.has(id)}
          aria-label=${t('sessions.revoke.label', { name })} @click=${() => this.#send('revoke', id)}>
          ${this.ending.has(id) ? html`<span class="spinner"></span>` : nothing}${t('sessions.revoke')}</button>`
      }</li>`;
  }

  /** @param {string} type @param {string} [id] */
  #send(type, id) {
    this.dispatchEvent(new CustomEvent(type, { detail: id }));
  }
}

/** @param {SessionSummary} session */
export function nameOf({ client, system }) {
  if (client && system) return t('sessions.name', { client, system });
  return client ?? system ?? t('sessions.unknown');
}

customElements.define('session-list', SessionList);
