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
