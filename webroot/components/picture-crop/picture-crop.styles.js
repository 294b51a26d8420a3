import { css } from 'lit';

export const styles = css`
  dialog {
    width: min(26rem, calc(100vw - 2rem)); max-height: calc(100dvh - 2rem); padding: var(--space-5); border: 0;
    border-radius: var(--radius-l); background: var(--raised); color: var(--ink); box-shadow: var(--shadow-2);
    animation: rise var(--smooth) var(--ease);
  }
  dialog::backdrop { background: var(--scrim); }
  h2 { font-size: var(--text-xl); }
  .hint { color: var(--ink-soft); font-size: var(--text-s); margin: var(--space-1) 0 var(--space-4); }
  .view {
    position: relative; width: min(100%, 20rem, 50dvh); aspect-ratio: 1; margin: 0 auto; overflow: hidden;
    border-radius: 38% 42% 40% 44%; background: var(--sunken); cursor: grab; touch-action: none;
  }
  .view:active { cursor: grabbing; }
  .view:focus-visible { outline: 3px solid var(--focus); outline-offset: 3px; }
  canvas { display: block; width: 100%; height: 100%; }
  .zoom { display: grid; grid-template-columns: auto 1fr auto; align-items: center; gap: var(--space-3); margin: var(--space-4) 0 0; }
  .zoom label { font-size: var(--text-s); font-weight: 600; }
  input { width: 100%; min-height: var(--target); accent-color: var(--accent-fill); margin: 0; }
  output { min-width: 2.75rem; text-align: end; color: var(--ink-soft); font-size: var(--text-s); font-variant-numeric: tabular-nums; }
  .choices { display: grid; grid-template-columns: 1fr 1fr; gap: var(--space-2); margin-top: var(--space-4); }
  .choices .button { padding: 0 var(--space-3); }
  @keyframes rise { from { opacity: 0; transform: translateY(1rem); } }
`;
