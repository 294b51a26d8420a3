import { css, html } from 'lit';
import { linkify } from '../../lib/links.js';

export const linked = css`
  .host { margin-inline-start: 0.35em; font-size: 0.85em; opacity: 0.85; }
  .host::before { content: '('; }
  .host::after { content: ')'; }
`;

/** @param {import('../../lib/links.js').Piece} piece */
function drawn(piece) {
  if (piece.kind === 'text') return piece.text;
  const link = html`<a href=${piece.href} dir="ltr" target="_blank" rel="noopener noreferrer nofollow">${piece.text}</a>`;
  return piece.host ? html`${link}<span class="host" dir="ltr">${piece.host}</span>` : link;
}

/** A text with its links, each laid out from the left; a host in letters that may look like others is spelled out behind its
 * link. Goes with the styles `linked`. @param {string} text */
export const withLinks = (text) => linkify(text).map(drawn);
