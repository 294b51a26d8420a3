import { css } from 'lit';

export const styles = css`
  :host {
    background: var(--paper);
    padding: var(--space-2) var(--space-5) max(var(--space-4), env(safe-area-inset-bottom));
  }
  form {
    display: flex; align-items: end; gap: var(--space-1); max-width: 54rem; margin: 0 auto; padding: 0.25rem;
    padding-inline-start: var(--space-2);
    background: var(--raised); border: 1.5px solid var(--line-strong); border-radius: 1.625rem;
    transition: border-color var(--quick), box-shadow var(--quick);
  }
  form:focus-within {
    border-color: var(--focus); box-shadow: 0 0 0 3px color-mix(in srgb, var(--focus) 25%, transparent);
  }
  textarea:placeholder-shown { direction: inherit; }
  textarea {
    flex: 1; min-width: 0; resize: none; border: 0; background: none; padding: 0.625rem var(--space-3);
    min-height: var(--target); max-height: min(40vh, 14rem); font-size: 1rem; line-height: 1.45; scrollbar-width: thin;
  }
  textarea:focus-visible { outline: none; }
  textarea::placeholder { color: var(--ink-soft); opacity: 1; }
  .send {
    background: var(--accent-fill); color: var(--on-accent);
    transition: background var(--quick), transform var(--quick), color var(--quick);
  }
  .send:hover { background: var(--accent-fill-hover); color: var(--on-accent); }
  .send:active { transform: scale(0.94); }
  .send[aria-disabled="true"] { background: var(--sunken); color: var(--ink-soft); cursor: default; }
  .notes {
    display: flex; justify-content: space-between; max-width: 54rem; margin: 0 auto;
    padding: 0 var(--space-4); font-size: var(--text-xs); color: var(--ink-soft);
  }
  .notes p { padding-top: var(--space-1); }
  .hint { visibility: hidden; }
  form:focus-within + .notes .hint { visibility: visible; }
  .bad { color: var(--danger); font-weight: 600; }
  @media (max-width: 760px) { :host { padding: var(--space-1) var(--space-2) max(var(--space-2), env(safe-area-inset-bottom)); } }
  @media (max-width: 760px), (pointer: coarse) { .hint { display: none; } }
`;
