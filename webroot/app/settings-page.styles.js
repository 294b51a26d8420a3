import { css } from 'lit';

export const styles = css`
  :host { height: 100%; }
  .panes { height: 100%; display: grid; grid-template-columns: clamp(15rem, 26vw, 20rem) minmax(0, 1fr); }
  aside { background: var(--surface); border-inline-end: 1px solid var(--line); overflow-y: auto; }
  header {
    display: flex; align-items: center; gap: var(--space-1); min-height: 4rem;
    padding: max(var(--space-2), env(safe-area-inset-top)) var(--space-4) var(--space-2);
    padding-inline-start: var(--space-2);
  }
  h1 { font-size: var(--text-l); }
  h2 { font-size: var(--text-xl); }
  nav ul { display: grid; gap: 2px; padding: 0 var(--space-2); }
  nav a {
    display: flex; align-items: center; gap: var(--space-3); min-height: var(--target); padding: 0 var(--space-4);
    border-radius: var(--radius-m); text-decoration: none; font-weight: 600; color: var(--ink-soft);
  }
  nav a:hover { background: var(--hover); color: var(--ink); }
  nav a[aria-current] { background: var(--accent-soft); color: var(--accent); }
  main { min-width: 0; overflow-y: auto; background: var(--paper); }
  main header { padding-inline-start: var(--space-5); }
  .up { display: none; }
  .body { max-width: 44rem; padding: 0 var(--space-5) var(--space-7); }
  @media (max-width: 760px) {
    .panes { grid-template-columns: minmax(0, 1fr); }
    aside { border: 0; }
    .inside aside, .panes:not(.inside) main { display: none; }
    main header { padding-inline-start: var(--space-2); }
    .up { display: inline-grid; }
    .body { padding: 0 var(--space-4) var(--space-6); }
    nav a[aria-current] { background: none; color: var(--ink); }
  }
`;
