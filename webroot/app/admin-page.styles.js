import { css } from 'lit';

export const styles = css`
  :host { display: flex; flex-direction: column; background: var(--paper); }
  header {
    display: flex; align-items: center; gap: var(--space-1); min-height: 4rem; flex: none;
    padding: max(var(--space-2), env(safe-area-inset-top)) var(--space-4) var(--space-2);
    padding-inline-start: var(--space-2); background: var(--surface); border-bottom: 1px solid var(--line);
  }
  h1 { font-size: var(--text-l); }
  main {
    flex: 1; min-height: 0; overflow-y: auto; width: 100%; max-width: 60rem; margin-inline: auto;
    padding: var(--space-4) var(--space-5) var(--space-7);
  }
  .bar { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: var(--space-2) var(--space-4); }
  nav { display: flex; gap: var(--space-1); }
  nav a {
    display: inline-flex; align-items: center; min-height: var(--target); padding: 0 var(--space-4); border-radius: var(--radius-full);
    text-decoration: none; font-weight: 650; color: var(--ink-soft);
  }
  nav a:hover { background: var(--hover); color: var(--ink); }
  nav a[aria-current] { background: var(--accent-soft); color: var(--accent); }
  .follow {
    display: inline-flex; align-items: center; gap: var(--space-2); min-height: var(--target); font-weight: 600; cursor: pointer;
  }
  .follow input { width: 1.25rem; height: 1.25rem; margin: 0; accent-color: var(--accent-fill); }
  log-filters { margin-block: var(--space-3) var(--space-4); }
  .state { display: flex; flex-wrap: wrap; align-items: center; gap: var(--space-3); color: var(--ink-soft); padding: var(--space-3) 0; }
  .more { margin-top: var(--space-4); }
  @media (max-width: 600px) { main { padding: var(--space-3) var(--space-4) var(--space-6); } }
`;
