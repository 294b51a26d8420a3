import { css, html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { warning } from './icons.js';

/**
 * @typedef {object} Field
 * @property {string} name also its id in the form
 * @property {string} label
 * @property {string} value
 * @property {(value: string) => void} onInput
 * @property {() => void} [onLeave]
 * @property {string} [type]
 * @property {string} [autocomplete]
 * @property {string} [hint]
 * @property {string[]} [errors]
 * @property {unknown} [after] drawn inside the box, at its end
 */

/** A labelled input with its hint and everything that is wrong with it. @param {Field} field */
export function field({ name, label, value, onInput, onLeave, type = 'text', autocomplete, hint, errors = [], after }) {
  const described = [hint && errors.length === 0 ? `${name}-hint` : '', errors.length ? `${name}-errors` : ''].filter(
    Boolean,
  );
  return html`<div class="field ${errors.length ? 'bad' : ''}">
    <label for=${name}>${label}</label>
    <div class="box">
      <input id=${name} name=${name} type=${type} .value=${live(value)} autocomplete=${autocomplete ?? 'off'}
        autocapitalize=${type === 'text' && name.endsWith('Name') ? 'words' : 'none'} spellcheck="false" required
        aria-invalid=${errors.length > 0} aria-describedby=${described.join(' ') || nothing}
        @input=${(/** @type {any} */ event) => onInput(event.target.value)} @blur=${onLeave ?? nothing}>
      ${after ?? nothing}
    </div>
    ${hint && errors.length === 0 ? html`<p class="hint" id="${name}-hint">${hint}</p>` : nothing}
    <div class="errors" id="${name}-errors">${errors.map((text) => html`<p>${warning()}<span>${text}</span></p>`)}</div>
  </div>`;
}

export const fields = css`
  form { display: grid; gap: var(--space-4); }
  .title { font-size: var(--text-2xl); letter-spacing: -0.015em; }
  .lead { color: var(--ink-soft); margin: var(--space-2) 0 var(--space-5); }
  .pair { display: grid; grid-template-columns: 1fr 1fr; gap: var(--space-4); align-items: start; }
  .field { display: grid; grid-template-columns: minmax(0, 1fr); gap: var(--space-1); min-width: 0; }
  label { font-weight: 600; font-size: var(--text-s); }
  .box {
    display: flex; align-items: center; border-radius: var(--radius-m); background: var(--raised);
    border: 1.5px solid var(--line-strong); transition: border-color var(--quick), box-shadow var(--quick);
  }
  .box:focus-within {
    border-color: var(--focus); box-shadow: 0 0 0 3px color-mix(in srgb, var(--focus) 25%, transparent);
  }
  .bad .box { border-color: var(--danger); }
  input {
    flex: 1; min-width: 0; min-height: 2.875rem; padding: 0 var(--space-4); border: 0; background: none;
    border-radius: inherit; font-size: 1rem;
  }
  input:focus-visible { outline: none; }
  input:-webkit-autofill { -webkit-text-fill-color: var(--ink); box-shadow: inset 0 0 0 10rem var(--raised); }
  .hint { color: var(--ink-soft); font-size: var(--text-s); }
  .errors { color: var(--danger); font-size: var(--text-s); display: grid; gap: 2px; }
  .errors p { display: flex; gap: var(--space-1); align-items: start; }
  .errors svg { margin-top: 0.1em; }
  .notice {
    display: flex; gap: var(--space-2); align-items: center; padding: var(--space-3) var(--space-4); border-radius: var(--radius-m);
    margin-bottom: var(--space-4);
    background: var(--danger-soft); color: var(--danger); font-weight: 550; font-size: var(--text-s);
  }
  .notice.calm { background: var(--amber-soft); color: var(--amber-ink); }
  .button { width: 100%; margin-top: var(--space-2); min-height: 3rem; }
  .other { margin-top: var(--space-5); color: var(--ink-soft); text-align: center; }
  .other a {
    color: var(--accent); font-weight: 650; text-underline-offset: 0.15em;
    padding: var(--space-3) var(--space-1);
  }
  @media (max-width: 420px) { .pair { grid-template-columns: 1fr; } }
`;
