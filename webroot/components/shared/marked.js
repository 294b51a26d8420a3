import { html } from 'lit';

/** A text with the part that was looked for set off. @param {string} text @param {string} query */
export function marked(text, query) {
  const wanted = query.trim().toLocaleLowerCase();
  const at = wanted ? text.toLocaleLowerCase().indexOf(wanted) : -1;
  if (at < 0) return text;
  const end = at + wanted.length;
  return html`${text.slice(0, at)}<mark>${text.slice(at, end)}</mark>${text.slice(end)}`;
}
