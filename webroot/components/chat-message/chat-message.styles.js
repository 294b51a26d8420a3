import { css } from 'lit';

export const styles = css`
  :host { display: flex; padding: 1px 0; }
  :host([first]) { padding-top: var(--space-2); }
  article { display: grid; max-width: min(84%, 34rem); min-width: 0; justify-items: start; margin-inline-end: auto; }
  article.mine { margin-inline: auto 0; justify-items: end; }
  .bubble {
    padding: 0.5rem 0.8rem; min-width: 0; max-width: 100%;
    background: var(--theirs); color: var(--ink); box-shadow: var(--shadow-1);
    border-radius: var(--radius-l); border-start-start-radius: 0.375rem; border-end-start-radius: 0.375rem;
    font-size: var(--text-m); line-height: var(--leading);
    white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: plaintext;
  }
  .mine .bubble {
    background: var(--mine); color: var(--on-mine);
    border-radius: var(--radius-l); border-start-end-radius: 0.375rem; border-end-end-radius: 0.375rem;
  }
  .first .bubble { border-start-start-radius: var(--radius-l); }
  .last .bubble { border-end-start-radius: var(--radius-l); }
  .first.last .bubble { border-end-start-radius: 0.375rem; border-start-start-radius: var(--radius-l); }
  .mine.first .bubble { border-radius: var(--radius-l); border-end-end-radius: 0.375rem; }
  .mine.last .bubble { border-radius: var(--radius-l); border-start-end-radius: 0.375rem; }
  .mine.first.last .bubble { border-radius: var(--radius-l); border-end-end-radius: 0.375rem; }
  .bubble a {
    color: inherit; text-decoration: underline; text-decoration-thickness: 1px; text-underline-offset: 0.15em;
    border-radius: 2px;
  }
  .mine .bubble a:focus-visible { outline-color: var(--on-mine); }
  .emoji .bubble {
    background: none; box-shadow: none; padding: 0.1rem 0.25rem;
    font: 2.75rem / 1.15 'Apple Color Emoji', 'Segoe UI Emoji', 'Noto Color Emoji', var(--font);
  }
  .meta {
    display: inline-flex; align-items: center; gap: 3px; float: inline-end; user-select: none;
    margin-block: 0.55em -0.25em; margin-inline: 0.75em 0;
    color: var(--ink-soft); font-size: 0.6875rem; line-height: 1; font-variant-numeric: tabular-nums; white-space: nowrap;
  }
  .mine .meta { color: var(--on-mine-soft); }
  .emoji .meta {
    font-family: var(--font); float: none; display: flex; margin: 0 0 2px; color: var(--ink-soft);
    justify-content: flex-end;
  }
  .mine.waiting .bubble, .mine.sending .bubble { background: color-mix(in oklab, var(--mine) 76%, #2a201b); }
  .note {
    display: flex; flex-wrap: wrap; align-items: center; gap: 0 var(--space-1); font-size: var(--text-s);
    padding: var(--space-1); color: var(--ink-soft);
  }
  .failed .bubble { background: var(--danger-soft); color: var(--ink); box-shadow: inset 0 0 0 1.5px var(--danger); }
  .failed .meta, .failed .note { color: var(--danger); }
  .note svg { margin-inline-end: 2px; }
`;
