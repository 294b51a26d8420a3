import { css } from 'lit';

export const styles = css`
  ul { display: grid; gap: 1px; background: var(--line); border-radius: var(--radius-m); overflow: hidden; border: 1px solid var(--line); }
  li {
    display: flex; align-items: center; gap: var(--space-4); padding: var(--space-3) var(--space-4); background: var(--surface);
  }
  .icon { color: var(--ink-soft); }
  .what { flex: 1; min-width: 0; }
  .name { font-weight: 650; overflow-wrap: anywhere; }
  .here {
    display: inline-block; padding: 0 var(--space-2); border-radius: var(--radius-full); background: var(--teal-fill);
    color: var(--on-accent); font-size: var(--text-xs); font-weight: 650; line-height: 1.5; vertical-align: 0.1em;
  }
  .more { color: var(--ink-soft); font-size: var(--text-s); overflow-wrap: anywhere; }
  .small { flex: none; }
  .button:not(.small) { margin-top: var(--space-4); }
  @media (max-width: 480px) {
    li { flex-wrap: wrap; }
    li .small { margin-inline-start: calc(24px + var(--space-4)); }
  }
`;
