import { css } from 'lit';

export const styles = css`
  :host { display: flex; flex-direction: column; min-height: 0; }
  .search { padding: var(--space-1) var(--space-4) var(--space-3); }
  .box {
    display: flex; align-items: center; gap: var(--space-2); padding-inline-start: var(--space-4); border-radius: var(--radius-full);
    background: var(--raised); border: 1.5px solid var(--line-strong); color: var(--ink-soft);
  }
  .box:focus-within {
    border-color: var(--focus); box-shadow: 0 0 0 3px color-mix(in srgb, var(--focus) 25%, transparent);
  }
  input {
    flex: 1; min-width: 0; min-height: var(--target); border: 0; background: none; color: var(--ink);
    font-size: 1rem; padding-inline-end: var(--space-4);
  }
  input:focus-visible { outline: none; }
  input::placeholder { color: var(--ink-soft); opacity: 1; }
  input::-webkit-search-cancel-button { display: none; }
  .results {
    flex: 1; overflow-y: auto; overscroll-behavior: contain; padding: 0 var(--space-2) var(--space-4);
    scrollbar-width: thin; scrollbar-color: var(--line-strong) transparent;
  }
  [role="option"] {
    display: grid; grid-template-columns: auto 1fr auto; gap: var(--space-3); align-items: center; cursor: pointer;
    min-height: 4rem; padding: var(--space-2) var(--space-3); border-radius: var(--radius-m);
  }
  user-avatar { --size: 2.75rem; }
  [role="option"]:hover { background: var(--hover); }
  [role="option"][aria-selected="true"] { background: var(--accent-soft); }
  .keyboard [aria-selected="true"] { outline: 2.5px solid var(--focus); outline-offset: -2.5px; }
  .who { min-width: 0; }
  .name { font-weight: 600; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .username {
    color: var(--ink-soft); font-size: var(--text-s); overflow: hidden; text-overflow: ellipsis;
    white-space: nowrap;
  }
  mark { background: none; color: var(--accent); font-weight: 750; }
`;
