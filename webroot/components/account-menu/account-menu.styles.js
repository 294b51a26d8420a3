import { css } from 'lit';

export const styles = css`
  :host { position: relative; }
  .face { position: relative; }
  user-avatar { --size: 2.25rem; }
  .dot {
    position: absolute; inset-inline-end: -2px; bottom: 2px; width: 0.625rem; height: 0.625rem; border-radius: 50%;
    background: var(--line-strong); box-shadow: 0 0 0 2px var(--surface);
  }
  .dot.on { background: var(--teal); }
  .panel {
    position: absolute; inset-inline-end: 0; top: calc(100% + var(--space-1)); z-index: 10; width: 17rem; padding: var(--space-3);
    background: var(--raised); border-radius: var(--radius-l); box-shadow: var(--shadow-2), 0 0 0 1px var(--line);
    animation: drop var(--smooth) var(--ease); transform-origin: top right;
  }
  :host(:dir(rtl)) .panel { transform-origin: top left; }
  @keyframes drop { from { opacity: 0; transform: translateY(-0.5rem) scale(0.97); } }
  .who {
    display: flex; gap: var(--space-3); align-items: center;
    padding: var(--space-2) var(--space-2) var(--space-3);
  }
  .who user-avatar { --size: 2.75rem; }
  .who div { min-width: 0; }
  .name { font-weight: 700; overflow-wrap: anywhere; }
  .email { color: var(--ink-soft); font-size: var(--text-s); overflow-wrap: anywhere; }
  fieldset { border: 0; margin: 0; padding: var(--space-3) var(--space-2); border-top: 1px solid var(--line); }
  legend {
    float: inline-start; width: 100%; font-size: var(--text-s); font-weight: 600; margin-bottom: var(--space-2);
    color: var(--ink-soft); padding: 0;
  }
  .themes {
    clear: both; display: grid; grid-template-columns: repeat(3, 1fr); gap: 3px; padding: 3px;
    background: var(--sunken); border-radius: var(--radius-m);
  }
  .themes label {
    position: relative; display: grid; justify-items: center; gap: 2px; padding: var(--space-2) 0;
    border-radius: calc(var(--radius-m) - 3px); font-size: var(--text-xs); font-weight: 600; cursor: pointer;
    color: var(--ink-soft);
  }
  .themes label:has(:checked) { background: var(--raised); color: var(--ink); box-shadow: var(--shadow-1); }
  .themes label:has(:focus-visible) { outline: 2.5px solid var(--focus); outline-offset: 1px; }
  .themes input { position: absolute; inset: 0; opacity: 0; margin: 0; cursor: pointer; }
  .item {
    display: flex; align-items: center; gap: var(--space-3); width: 100%; min-height: var(--target);
    padding: 0 var(--space-2); border: 0; border-radius: var(--radius-s); background: none; cursor: pointer;
    font-weight: 600; text-align: start; text-decoration: none;
  }
  .item:hover { background: var(--hover); }
  .rest { border-top: 1px solid var(--line); padding-top: var(--space-2); }
`;
