import { css } from 'lit';

/** One part of a page of settings. */
export const section = css`
  section { padding-block: var(--space-4) var(--space-6); }
  h3 { font-size: var(--text-l); }
  .lead { color: var(--ink-soft); margin: var(--space-1) 0 var(--space-4); max-width: 38rem; }
  .state { display: flex; align-items: center; gap: var(--space-3); color: var(--ink-soft); padding: var(--space-3) 0; }
`;
