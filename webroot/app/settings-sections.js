import { html } from 'lit';
import { bell, blocked, face, lock, palette, person, shield } from '../components/shared/icons.js';
import './appearance-section.js';
import './blocked-section.js';
import './details-section.js';
import './email-section.js';
import './leaving-section.js';
import './notifications-section.js';
import './privacy-section.js';
import './profile-section.js';
import './security-section.js';

/**
 * @typedef {object} Parts what a section may use
 * @property {import('./client.js').Client} client
 * @property {import('./notices.js').Notices} notices
 * @property {import('./theme.js').Theme} theme
 */

/**
 * @typedef {object} Section
 * @property {string} name as in `#/settings/<name>`
 * @property {import('../lib/i18n/i18n.js').MessageKey} label
 * @property {() => unknown} icon
 * @property {(parts: Parts) => unknown} draw
 */

/** The pages of the settings, in their order. @type {Section[]} */
export const sections = [
  {
    name: 'profile',
    label: 'settings.profile',
    icon: face,
    draw: ({ client, notices }) => html`<profile-section .client=${client} .notices=${notices}></profile-section>`,
  },
  {
    name: 'account',
    label: 'settings.account',
    icon: person,
    draw: ({ client, notices }) => html`<details-section .client=${client} .notices=${notices}></details-section>
      <email-section .client=${client} .notices=${notices}></email-section>
      <leaving-section .client=${client} .notices=${notices}></leaving-section>`,
  },
  {
    name: 'security',
    label: 'settings.security',
    icon: shield,
    draw: ({ client, notices }) => html`<security-section .client=${client} .notices=${notices}></security-section>`,
  },
  {
    name: 'privacy',
    label: 'settings.privacy',
    icon: lock,
    draw: ({ client, notices }) => html`<privacy-section .client=${client} .notices=${notices}></privacy-section>`,
  },
  {
    name: 'notifications',
    label: 'settings.notifications',
    icon: bell,
    draw: ({ client, notices }) =>
      html`<notifications-section .client=${client} .notices=${notices}></notifications-section>`,
  },
  {
    name: 'appearance',
    label: 'settings.appearance',
    icon: palette,
    draw: ({ client, notices }) =>
      html`<appearance-section .client=${client} .notices=${notices}></appearance-section>`,
  },
  {
    name: 'blocked',
    label: 'blocked.title',
    icon: blocked,
    draw: ({ client, notices }) => html`<blocked-section .client=${client} .notices=${notices}></blocked-section>`,
  },
];
