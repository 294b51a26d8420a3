/** @typedef {{kind: 'text', text: string} | {kind: 'link', text: string, href: string}} Piece */

const ADDRESS = /https?:\/\/[^\s<>"']+/gi;
const CLOSERS = /** @type {Record<string, string>} */ ({ ')': '(', ']': '[', '}': '{' });

/** A sentence's punctuation after an address is not part of it; a bracket that was opened inside is.
 * @param {string} address */
function trimmed(address) {
  let end = address.length;
  while (end > 0) {
    const last = address[end - 1];
    const opener = CLOSERS[last];
    const inside = address.slice(0, end - 1);
    const unopened = opener !== undefined && inside.split(opener).length <= inside.split(last).length;
    if (!unopened && !'.,;:!?*_~…'.includes(last)) break;
    end--;
  }
  return address.slice(0, end);
}

/** Cuts a text into plain pieces and http(s) links; the pieces' texts joined give the text again.
 * @param {string} text @returns {Piece[]} */
export function linkify(text) {
  /** @type {Piece[]} */
  const pieces = [];
  let done = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = trimmed(match[0]);
    if (!URL.canParse(address)) continue;
    if (match.index > done) pieces.push({ kind: 'text', text: text.slice(done, match.index) });
    pieces.push({ kind: 'link', text: address, href: new URL(address).href });
    done = match.index + address.length;
  }
  if (done < text.length) pieces.push({ kind: 'text', text: text.slice(done) });
  return pieces;
}

const EMOJI =
  /^(?:\p{RI}\p{RI}|\p{Emoji_Presentation}|\p{Emoji}\uFE0F|\p{Extended_Pictographic})(?:\u200D|\uFE0F|\u20E3|\p{EMod}|\p{Extended_Pictographic}|[\u{E0020}-\u{E007F}])*$/u;

/** How many emoji a text consists of when it has at most three and nothing else; otherwise 0.
 * @param {string} text */
export function emojiCount(text) {
  const trimmedText = text.trim();
  if (trimmedText.length === 0 || trimmedText.length > 60) return 0;
  const graphemes = [...new Intl.Segmenter().segment(trimmedText)]
    .map((part) => part.segment)
    .filter((part) => part.trim());
  return graphemes.length <= 3 && graphemes.every((part) => EMOJI.test(part)) ? graphemes.length : 0;
}
