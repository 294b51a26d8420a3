import { html } from 'lit';
import { t } from '../../lib/i18n/i18n.js';
import { eye, eyeOff } from './icons.js';

/** @param {boolean} shown @param {() => void} toggle */
export const passwordToggle = (shown, toggle) => html`<button class="icon-button" type="button" @click=${toggle}
  aria-label=${t(shown ? 'auth.hidePassword' : 'auth.showPassword')}>${shown ? eyeOff() : eye()}</button>`;
