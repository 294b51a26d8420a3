import { LitElement, css, html, nothing } from 'lit';
import { t } from '../../lib/i18n/i18n.js';
import { base, buttons, spinner } from '../shared/base.js';
import { Ticking } from '../shared/ticking.js';
import { cloudOff } from '../shared/icons.js';

/** @typedef {import('../../lib/socket/socket.js').Status} Status */

/** Connecting is told only when it takes longer than this. */
const PATIENCE_MILLIS = 1_200;

/** Says when what is said does not arrive at once, and what is done about it. Sends `now` to try at once and `reload`. */
export class ConnectionBanner extends LitElement {
  static properties = {
    status: { attribute: false },
    offline: { type: Boolean },
    slow: { state: true },
  };

  static styles = [
    base,
    buttons,
    spinner,
    css`
    .banner {
      display: flex; align-items: center; gap: var(--space-2); min-height: 2.5rem;
      padding: var(--space-1) var(--space-3); padding-inline-start: var(--space-4);
      background: var(--amber-soft); color: var(--amber-ink); font-size: var(--text-s); font-weight: 550;
      border-bottom: 1px solid color-mix(in srgb, var(--amber-ink) 18%, transparent);
    }
    .banner p { flex: 1; min-width: 0; font-variant-numeric: tabular-nums; }
    .text-button { color: inherit; white-space: nowrap; }
  `,
  ];

  /** @type {ReturnType<typeof setTimeout> | undefined} */ #timer;

  constructor() {
    super();
    /** @type {Status} */
    this.status = { state: 'stopped' };
    this.offline = false;
    this.slow = false;
    this.ticking = new Ticking(this, () => (this.status.state === 'waiting' ? this.status.retryAt : undefined));
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!changed.has('status')) return;
    const before = /** @type {Status | undefined} */ (changed.get('status'))?.state;
    clearTimeout(this.#timer);
    if (this.status.state !== 'connecting') this.slow = false;
    else if (before === 'waiting') this.slow = true;
    else this.#timer = setTimeout(() => (this.slow = true), PATIENCE_MILLIS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  render() {
    const content = this.#content();
    // Screen readers hear of it from the page's live region, not with every second.
    return content ? html`<div class="banner">${content}</div>` : nothing;
  }

  #content() {
    const { state } = this.status;
    if (state === 'refused') {
      return html`${cloudOff()}<p>${t('connection.refused')}</p>
        <button class="text-button" @click=${() => this.#send('reload')}>${t('connection.reload')}</button>`;
    }
    if (state === 'online' || state === 'stopped') return undefined;
    if (this.offline) return html`${cloudOff()}<p>${t('connection.offline')}</p>`;
    if (state === 'waiting') {
      const count = this.ticking.seconds;
      return html`${cloudOff()}<p>${count > 0 ? t('connection.waiting', { count }) : t('connection.retrying')}</p>
        <button class="text-button" @click=${() => this.#send('now')}>${t('connection.now')}</button>`;
    }
    return this.slow ? html`<span class="spinner"></span><p>${t('connection.connecting')}</p>` : undefined;
  }

  /** @param {string} name */
  #send(name) {
    this.dispatchEvent(new CustomEvent(name));
  }
}

customElements.define('connection-banner', ConnectionBanner);
