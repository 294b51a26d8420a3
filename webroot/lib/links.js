import { find } from 'linkifyjs';

/** @typedef {{kind: 'text', text: string} | {kind: 'link', text: string, href: string, host: string}} Piece
 *   host: in ASCII, where the text has it in other letters; otherwise empty */

/** What stands inside words of some language, between two letters. */
const JOINER = '(?:[\\u00b7\\u05be\\u05f3\\u05f4\\u0f0b\\u200c\\u2010-\\u2013\\u2019]|\\u200d)';
/** Punctuation, blanks and what is not seen, of any script but ASCII, which the linkifier knows; wide forms of < > | ~. */
const STOP = '[\\p{P}\\p{Z}\\p{C}\\uff1c\\uff1e\\uff5c\\uff5e]|(?![\\ufe00-\\ufe0f])\\p{Default_Ignorable_Code_Point}';
const INSIDE = '[\\p{L}\\p{M}\\p{N}\\p{Emoji}\\ufe0f]';
/** Where every link ends. */
const END = new RegExp(`[<>"\`\\\\\\s]|(?!(?<=${INSIDE})${JOINER}(?=${INSIDE}))(?!\\p{ASCII})(?:${STOP})`, 'u');

const SINGLE =
  'Latin Cyrillic Greek Armenian Georgian Hebrew Arabic Thaana Devanagari Bengali Gurmukhi Gujarati Oriya Tamil Telugu Kannada ' +
  'Malayalam Sinhala Thai Lao Tibetan Myanmar Khmer Ethiopic Mongolian Cherokee';
/** Scripts that are written together. */
const TOGETHER = ['Han Hiragana Katakana Bopomofo Latin', 'Hangul Han Latin'];
const ASCII_LABEL = /^\w(?:[\w-]*\w)?$/;
/** What a label of a host may be written in: one script, or those that belong together. */
const LABELS = [...SINGLE.split(' '), ...TOGETHER].map((scripts) => {
  const letters = scripts.split(' ').map((script) => `\\p{Script_Extensions=${script}}`);
  return new RegExp(`^(?:(?![\\p{P}\\p{S}])[${letters.join('')}]|[0-9-])+$`, 'u');
});

/** A sentence's punctuation after an address is not part of it; a bracket that was opened inside is.
 * @param {string} address */
function trimmed(address) {
  let end = address.length;
  for (; end > 0; end--) {
    const last = address[end - 1];
    const opener = { ')': '(', ']': '[', '}': '{' }[last];
    const inside = address.slice(0, end - 1);
    const unopened = opener !== undefined && inside.split(opener).length <= inside.split(last).length;
    if (!unopened && !".,;:!?*_~'".includes(last)) break;
  }
  return address.slice(0, end);
}

/** Whether other letters than ASCII's are what the host's name is made of, and of one script. @param {string} label */
function isPlain(label) {
  const composed = label.normalize('NFC').toLowerCase();
  return composed === label.normalize('NFKC').toLowerCase() && LABELS.some((letters) => letters.test(composed));
}

/**
 * The link that an address is, if it leads where it seems to lead: nothing is taken out of the host, nothing in it is read as
 * something else, and nobody's name stands before it.
 * @param {string} address @returns {Piece | undefined}
 */
function linkTo(address) {
  const [, host] = /^https?:\/\/([^/?#]*?)(?::\d{1,5})?(?:[/?#].*)?$/isu.exec(address) ?? [];
  if (!host || !URL.canParse(address)) return undefined;
  const { href, hostname, username, password } = new URL(address);
  if (username || password) return undefined;
  const shown = host.split('.');
  const real = hostname.split('.');
  const same = shown.every((label, index) =>
    /^\p{ASCII}*$/u.test(label)
      ? ASCII_LABEL.test(label) && label.toLowerCase() === real[index]
      : isPlain(label) && real[index]?.startsWith('xn--'),
  );
  if (!same || shown.length !== real.length) return undefined;
  return { kind: 'link', text: address, href, host: host.toLowerCase() === hostname ? '' : hostname };
}

/** @param {string} run without anything in it that ends a link @returns {{start: number, link: Piece}[]} */
function linksIn(run) {
  if (!run.includes('://')) return [];
  return find(run, 'url').flatMap(({ value, start }) => {
    const link = /^https?:/i.test(value) && linkTo(trimmed(value));
    return link ? [{ start, link }] : [];
  });
}

/** Cuts a text into plain pieces and http(s) links; the pieces' texts joined give the text again.
 * @param {string} text @returns {Piece[]} */
export function linkify(text) {
  if (!text.includes('://')) return text === '' ? [] : [{ kind: 'text', text }];
  /** @type {Piece[]} */
  const pieces = [];
  let done = 0;
  let at = 0;
  for (const run of text.split(END)) {
    for (const { start, link } of linksIn(run)) {
      const from = at + start;
      if (from > done) pieces.push({ kind: 'text', text: text.slice(done, from) });
      pieces.push(link);
      done = from + link.text.length;
    }
    at += run.length;
    at += String.fromCodePoint(text.codePointAt(at) ?? 0).length;
  }
  if (done < text.length) pieces.push({ kind: 'text', text: text.slice(done) });
  return pieces;
}
