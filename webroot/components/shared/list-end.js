import { css, html, nothing } from 'lit';
import { t } from '../../lib/i18n/i18n.js';

/**
 * The end of a list that is read page by page, which an EndSensor watches. Where the next page could not be had, the
 * reader has it asked for again: its host then sends `more`.
 * @param {HTMLElement & {loadingMore: boolean, failedMore: boolean}} host @param {string} failed what to say then
 */
export function listEnd(host, failed) {
  return html`<div class="end" id="end">${
    host.failedMore
      ? html`<p role="alert">${failed}</p><button class="button quiet small"
          @click=${() => host.dispatchEvent(new CustomEvent('more'))}>${t('action.again')}</button>`
      : nothing
  }${host.loadingMore ? html`<span class="spinner"></span>` : nothing}</div>`;
}

export const listEndStyles = css`
  .end {
    display: grid; place-items: center; gap: var(--space-2); padding: var(--space-4); min-height: 1px;
    color: var(--ink-soft); font-size: var(--text-s); text-align: center;
  }
`;
