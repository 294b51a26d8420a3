import { css } from 'lit';

/** What every component begins with. */
export const base = css`
  :host { display: block; box-sizing: border-box; }
  :host([hidden]) { display: none; }
  *, *::before, *::after { box-sizing: border-box; }
  h1, h2, h3, p, ul, ol { margin: 0; padding: 0; }
  ul, ol { list-style: none; }
  a { color: inherit; }
  button, input, textarea { font: inherit; color: inherit; }
  h1, h2, h3 { font-family: var(--font-display); line-height: var(--leading-tight); text-wrap: balance; }
  :focus { outline: none; }
  :focus-visible { outline: 2.5px solid var(--focus); outline-offset: 2px; }
  [tabindex='-1']:focus-visible { outline: none; }
  svg { display: block; flex: none; }
  svg.flows:dir(rtl) { transform: scaleX(-1); }
  .unseen {
    position: absolute; width: 1px; height: 1px; margin: -1px; padding: 0; border: 0;
    overflow: hidden; clip-path: inset(50%); white-space: nowrap;
  }
  @media (forced-colors: active) { button, .bubble { border: 1px solid; } }
`;

export const buttons = css`
  .button {
    display: inline-flex; align-items: center; justify-content: center; gap: var(--space-2);
    min-height: var(--target); padding: 0 var(--space-5);
    border: 0; border-radius: var(--radius-full); cursor: pointer;
    background: var(--accent-fill); color: var(--on-accent);
    font-weight: 650; text-decoration: none;
    transition: background var(--quick), transform var(--quick);
  }
  .button:hover { background: var(--accent-fill-hover); }
  .button:active { transform: scale(0.98); }
  .button[disabled], .button[aria-disabled="true"] { opacity: 0.65; cursor: default; }
  .button[disabled]:has(.spinner) { cursor: progress; }
  .button.quiet { background: transparent; color: var(--accent); box-shadow: inset 0 0 0 1.5px var(--line-strong); }
  .button.quiet:hover { background: var(--hover); }
  .button.small { min-height: 2.25rem; padding: 0 var(--space-4); font-size: var(--text-s); }
  .icon-button {
    display: inline-grid; place-items: center; width: var(--target); height: var(--target); flex: none;
    border: 0; padding: 0; border-radius: var(--radius-full); cursor: pointer;
    background: transparent; color: var(--ink-soft); text-decoration: none;
    transition: background var(--quick), color var(--quick);
  }
  .icon-button:hover { background: var(--hover); color: var(--ink); }
  .text-button {
    border: 0; background: none; padding: var(--space-1) var(--space-2); cursor: pointer; border-radius: var(--radius-s);
    color: var(--accent); font-weight: 650; text-decoration: underline; text-underline-offset: 0.15em;
  }
  @media (pointer: coarse) { .text-button, .button.small { min-height: var(--target); } }
`;

export const spinner = css`
  .spinner {
    width: 1.25em; height: 1.25em; border-radius: 50%; flex: none;
    border: 2.5px solid color-mix(in srgb, currentcolor 25%, transparent); border-top-color: currentcolor;
    animation: turn 0.8s linear infinite;
  }
  @keyframes turn { to { transform: rotate(1turn); } }
  @media (prefers-reduced-motion: reduce) { .spinner { animation-duration: 3s; } }
`;
