import { css } from 'lit';

export const styles = css`
  :host {
    overflow-y: auto; overscroll-behavior: contain; scrollbar-width: thin;
    scrollbar-color: var(--line-strong) transparent;
  }
  ul { padding: var(--space-1) var(--space-2) var(--space-4); }
  a {
    display: grid; grid-template-columns: auto 1fr; gap: var(--space-3); align-items: center;
    padding: var(--space-2) var(--space-3); min-height: 4.5rem; border-radius: var(--radius-m); text-decoration: none;
    transition: background var(--quick);
  }
  a:hover { background: var(--hover); }
  a:focus-visible { outline-offset: -2px; }
  a[aria-current] { background: var(--accent-soft); }
  .what { min-width: 0; display: grid; gap: 2px; }
  .line { display: flex; align-items: baseline; gap: var(--space-2); min-width: 0; }
  .name { flex: 1; font-weight: 600; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
  time { color: var(--ink-soft); font-size: var(--text-xs); flex: none; font-variant-numeric: tabular-nums; }
  .preview {
    flex: 1; color: var(--ink-soft); font-size: var(--text-s); white-space: nowrap; overflow: hidden;
    text-overflow: ellipsis;
  }
  .draft { color: var(--accent); }
  .unread .name { font-weight: 750; }
  .unread .preview { color: var(--ink); font-weight: 550; }
  .unread time { color: var(--accent); font-weight: 650; }
  .badge {
    min-width: 1.375rem; height: 1.375rem; padding: 0 0.4rem; border-radius: var(--radius-full); flex: none;
    display: grid; place-items: center; background: var(--accent-fill); color: var(--on-accent);
    font-size: var(--text-xs); font-weight: 700; font-variant-numeric: tabular-nums;
    animation: pop var(--smooth) var(--ease);
  }
  .bones li {
    display: grid; grid-template-columns: 3rem 1fr; gap: var(--space-3); padding: var(--space-3);
    align-items: center;
  }
  .bones i {
    display: block; background: var(--sunken); border-radius: var(--radius-s); height: 0.75rem;
    animation: breathe 1.4s ease-in-out infinite alternate;
  }
  .bones li > i { height: 3rem; border-radius: 40%; }
  .bones span { display: grid; gap: var(--space-2); }
  .bones span i:last-child { width: 65%; }
  @keyframes breathe { to { opacity: 0.45; } }
  @keyframes pop { from { transform: scale(0.4); } }
`;
