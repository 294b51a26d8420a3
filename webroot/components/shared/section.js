import { css } from 'lit';

/** One part of a page of settings. */
export const section = css`
  section { padding-block: var(--space-4) var(--space-6); }
  h3 { font-size: var(--text-l); }
  .lead { color: var(--ink-soft); margin: var(--space-1) 0 var(--space-4); max-width: 38rem; }
  .state { display: flex; align-items: center; gap: var(--space-3); color: var(--ink-soft); padding: var(--space-3) 0; }
`;

/** Settings that belong together. */
export const card = css`
  .card {
    margin-top: var(--space-3); overflow: hidden; border-radius: var(--radius-l); background: var(--surface);
    box-shadow: inset 0 0 0 1px var(--line);
  }
  .card > * + * { border-top: 1px solid var(--line); }
`;
