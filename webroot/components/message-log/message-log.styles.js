import { css } from 'lit';

export const styles = css`
  :host { position: relative; min-height: 0; display: grid; grid-template-rows: minmax(0, 1fr); }
  .scroller {
    overflow-y: auto; overflow-x: hidden; overscroll-behavior: contain; overflow-anchor: none;
    scrollbar-width: thin; scrollbar-color: var(--line-strong) transparent;
  }
  .scroller:focus-visible { outline-offset: -3px; }
  .column {
    display: flex; flex-direction: column; min-height: 100%; max-width: 56rem; margin: 0 auto;
    padding: 0 var(--space-5) var(--space-4);
  }
  .push { flex: 1; }
  .empty { justify-content: center; }
  .empty .push { display: none; }
  .day {
    display: flex; justify-content: center; position: sticky; top: var(--space-2); z-index: 1;
    margin: var(--space-4) 0 var(--space-2); pointer-events: none;
  }
  .day h2 {
    font: 600 var(--text-xs) / 1 var(--font); padding: 0.4rem 0.8rem; border-radius: var(--radius-full);
    background: var(--sunken); color: var(--ink-soft); box-shadow: 0 0 0 1px var(--line);
  }
  .new {
    display: flex; align-items: center; gap: var(--space-3); margin: var(--space-4) 0 var(--space-2);
    color: var(--accent); font-weight: 650; font-size: var(--text-s);
  }
  .new::before, .new::after {
    content: ""; flex: 1; height: 1.5px; background: color-mix(in srgb, var(--accent) 45%, transparent);
    border-radius: 1px;
  }
  .top {
    display: grid; place-items: center; gap: var(--space-2); padding: var(--space-4); min-height: 1px;
    color: var(--ink-soft); font-size: var(--text-s); text-align: center;
  }
  .beginning {
    display: grid; justify-items: center; gap: var(--space-2);
    padding: var(--space-6) var(--space-4) var(--space-3); text-align: center; color: var(--ink-soft);
  }
  .beginning user-avatar { --size: 5rem; margin-bottom: var(--space-2); }
  .beginning p { text-wrap: balance; }
  .beginning h2 { color: var(--ink); font-size: var(--text-xl); }
  .latest {
    position: absolute; inset-inline-end: var(--space-5); bottom: var(--space-4); z-index: 2; min-width: var(--target); height: var(--target);
    display: flex; align-items: center; justify-content: center; gap: var(--space-2); padding: 0 0.7rem; cursor: pointer;
    border: 0; border-radius: var(--radius-full); background: var(--raised); color: var(--accent);
    box-shadow: var(--shadow-2), 0 0 0 1px var(--line);
    font-weight: 650; font-size: var(--text-s); animation: rise var(--smooth) var(--ease);
  }
  .latest:hover { background: var(--hover); }
  .middle { display: grid; place-items: center; height: 100%; color: var(--ink-soft); }
  @keyframes rise { from { opacity: 0; transform: translateY(0.75rem); } }
  @media (max-width: 760px) { .column { padding: 0 var(--space-3) var(--space-3); } .latest { inset-inline-end: var(--space-3); } }
`;
