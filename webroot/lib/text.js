/** Characters without ink that are no spaces and no controls, as the server has them (io.gumzo.json.Blanks). */
const UNSEEN =
  '\\u{AD}\\u{34F}\\u{61C}\\u{115F}\\u{1160}\\u{17B4}\\u{17B5}\\u{180B}-\\u{180F}\\u{200B}-\\u{200F}\\u{202A}-\\u{202E}' +
  '\\u{2060}-\\u{206F}\\u{2800}\\u{3164}\\u{FE00}-\\u{FE0F}\\u{FEFF}\\u{FFA0}\\u{FFF0}-\\u{FFFB}\\u{FFFE}\\u{FFFF}' +
  '\\u{13430}-\\u{1343F}\\u{16FE4}\\u{1BCA0}-\\u{1BCA3}\\u{1D159}\\u{1D173}-\\u{1D17A}\\u{E0000}-\\u{E0FFF}';
// eslint-disable-next-line no-misleading-character-class -- each stands for itself
const PAINTS = new RegExp(`[^\\p{Z}\\p{Cc}\\p{Cs}${UNSEEN}]`, 'u');
const BLANK = /[\p{Z}\p{Cc}\uFEFF]/u;
const LINE_END = /[\n-\r\x85\u2028\u2029]/;

/** Whether something of a text can be seen. @param {string} text */
export const paints = (text) => PAINTS.test(text);

/** Digits of any script as 0 to 9: each script has ten in a row. @param {string} text */
export function plainDigits(text) {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const code = /** @type {number} */ (digit.codePointAt(0));
    let before = 0;
    while (/\p{Nd}/u.test(String.fromCodePoint(code - before - 1))) before++;
    return String(before % 10);
  });
}

/** A text as the server stores it: without blank lines before it and blanks after it.
 * @param {string} text */
export function trimmed(text) {
  let start = text.search(PAINTS);
  if (start < 0) return '';
  while (start > 0 && !LINE_END.test(text[start - 1])) start--;
  let end = text.length;
  while (BLANK.test(text[end - 1])) end--;
  return text.slice(start, end);
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
