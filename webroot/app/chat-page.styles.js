import { css } from 'lit';

export const styles = css`
  :host { position: relative; }
  .skip { position: absolute; top: var(--space-2); inset-inline-start: var(--space-2); z-index: 30; transform: translateY(-200%); }
  .skip:focus { transform: none; }
  .panes {
    height: 100%; display: grid; grid-template-columns: clamp(19rem, 30vw, 24rem) minmax(0, 1fr);
    grid-template-rows: auto auto minmax(0, 1fr);
  }
  connection-banner, verify-reminder { grid-column: 1 / -1; z-index: 3; }
  side-pane { min-height: 0; background: var(--surface); border-inline-end: 1px solid var(--line); }
  main { min-width: 0; min-height: 0; display: grid; }
  conversation-pane, person-pane, empty-state { min-height: 0; min-width: 0; }
  .mark { font-size: 3rem; }
  @media (max-width: 760px) {
    .panes { grid-template-columns: minmax(0, 1fr); }
    side-pane { border: 0; }
    .talking side-pane, .panes:not(.talking) main { display: none; }
  }
`;
