import { css } from 'lit';

/** The lists of the logs. */
export const logList = css`
  ul { display: grid; gap: 1px; background: var(--line); border-radius: var(--radius-m); overflow: hidden; border: 1px solid var(--line); }
  li {
    display: grid; grid-template-columns: 10.5rem minmax(0, 1fr) auto; gap: var(--space-1) var(--space-4); align-items: baseline;
    padding: var(--space-3) var(--space-4); background: var(--surface);
  }
  time, .more { color: var(--ink-soft); font-size: var(--text-s); font-variant-numeric: tabular-nums; }
  .what { font-weight: 650; overflow-wrap: anywhere; }
  .more { grid-column: 2 / -1; display: flex; flex-wrap: wrap; gap: 0 var(--space-4); overflow-wrap: anywhere; }
  code { font-size: var(--text-xs); overflow-wrap: anywhere; }
  .mark {
    justify-self: end; padding: 0 var(--space-2); border-radius: var(--radius-full); font-size: var(--text-xs); font-weight: 650;
    line-height: 1.6; background: var(--amber-soft); color: var(--amber-ink);
  }
  .mark.error { background: var(--danger-soft); color: var(--danger); }
  @media (max-width: 600px) {
    li { grid-template-columns: minmax(0, 1fr) auto; }
    time { grid-row: 1; grid-column: 1; }
    .what, .more { grid-column: 1 / -1; }
    .who, .mark { grid-row: 1; grid-column: 2; }
  }
`;
