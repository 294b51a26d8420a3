import { svg, html, nothing } from 'lit';

/** @param {import('lit').SVGTemplateResult} shape @param {number} [size] in pixels
 * @param {boolean} [flows] it points along the line, so it turns with the direction of writing */
const icon = (
  shape,
  size = 22,
  flows = false,
) => html`<svg class=${flows ? 'flows' : nothing} width=${size} height=${size} viewBox="0 0 24 24" fill="none"
  stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${shape}</svg>`;

export const back = () => icon(svg`<path d="M15 5l-7 7 7 7"/>`, 24, true);
export const compose = () =>
  icon(
    svg`<path d="M12 5H7a3 3 0 0 0-3 3v9a3 3 0 0 0 3 3h9a3 3 0 0 0 3-3v-5"/><path d="M18.400 3.600a2 2 0 0 1 2.800 2.800L13 14.500 9 15.500l1-4z"/>`,
  );
export const search = () => icon(svg`<circle cx="11" cy="11" r="6.500"/><path d="M20 20l-4.200-4.200"/>`, 20);
export const close = (size = 20) => icon(svg`<path d="M6 6l12 12M18 6L6 18"/>`, size);
export const send = () => icon(svg`<path d="M5 12h13M12.500 6l6 6-6 6"/>`, 22, true);
export const check = (size = 14) => icon(svg`<path d="M5 12.500l4.500 4.500L19 7.500"/>`, size);
export const clock = (size = 14) => icon(svg`<circle cx="12" cy="12" r="8.500"/><path d="M12 7.500V12l3 2"/>`, size);
export const warning = (size = 16) =>
  icon(svg`<path d="M12 8.500v4.500M12 16.500v.01"/><circle cx="12" cy="12" r="9"/>`, size);
export const down = () => icon(svg`<path d="M6 9.500l6 6 6-6"/>`, 20);
export const eye = () =>
  icon(
    svg`<path d="M2.500 12S6 5.500 12 5.500 21.500 12 21.500 12 18 18.500 12 18.500 2.500 12 2.500 12z"/><circle cx="12" cy="12" r="3"/>`,
    20,
  );
export const eyeOff = () =>
  icon(
    svg`<path d="M4 4l16 16M9.900 5.800A9.600 9.600 0 0 1 12 5.500c6 0 9.500 6.500 9.500 6.500a17 17 0 0 1-3 3.700M6.300 7.500A16 16 0 0 0 2.500 12S6 18.500 12 18.500a9 9 0 0 0 4-.9"/>`,
    20,
  );
export const face = () =>
  icon(
    svg`<circle cx="12" cy="12" r="9"/><path d="M8.500 14.500a4.500 4.500 0 0 0 7 0M9 9.500v.01M15 9.500v.01"/>`,
    18,
  );
export const sun = () =>
  icon(
    svg`<circle cx="12" cy="12" r="4"/><path d="M12 3v2M12 19v2M3 12h2M19 12h2M5.600 5.600L7 7M17 17l1.400 1.400M5.600 18.400L7 17M17 7l1.400-1.400"/>`,
    18,
  );
export const moon = () =>
  icon(svg`<path d="M20 14.500A8.500 8.500 0 0 1 9.500 4a8.500 8.500 0 1 0 10.500 10.500z"/>`, 18);
export const system = () => icon(svg`<rect x="3.500" y="4.500" width="17" height="12" rx="2"/><path d="M9 20h6"/>`, 18);
export const leave = () =>
  icon(svg`<path d="M10 4H6a2 2 0 0 0-2 2v12a2 2 0 0 0 2 2h4M15 8l4 4-4 4M19 12H9"/>`, 18, true);
export const gear = () =>
  icon(
    svg`<circle cx="12" cy="12" r="3"/><path d="M12 3v2.500M12 18.500V21M3 12h2.500M18.500 12H21M5.600 5.600l1.800 1.800M16.600 16.600l1.800 1.800M5.600 18.400l1.800-1.800M16.600 7.400l1.800-1.800"/>`,
    18,
  );
export const person = () =>
  icon(svg`<circle cx="12" cy="8" r="4"/><path d="M4.500 20c1-4 4-5.500 7.500-5.500s6.500 1.500 7.500 5.500"/>`, 18);
export const shield = () =>
  icon(
    svg`<path d="M12 3l7 2.500V11c0 4.500-3 8-7 10-4-2-7-5.500-7-10V5.500z"/><path d="M9 11.500l2.200 2.200L15 10"/>`,
    18,
  );
export const lock = () =>
  icon(
    svg`<rect x="5" y="10.500" width="14" height="9.500" rx="2.500"/><path d="M8 10.500V8a4 4 0 0 1 8 0v2.500M12 14.500v2"/>`,
    18,
  );
export const bell = () =>
  icon(svg`<path d="M6 16.500V11a6 6 0 0 1 12 0v5.500l1.500 1.500h-15zM10 20.500a2 2 0 0 0 4 0"/>`, 18);
export const palette = () =>
  icon(
    svg`<path d="M12 3.500a8.500 8.500 0 1 0 0 17c1.500 0 2-1 1.500-2.200-.6-1.500.3-2.800 2-2.800H18a2.500 2.500 0 0 0 2.500-2.500c0-5-3.800-9.500-8.500-9.500z"/><path d="M7.500 12h.1M9.500 8h.1M14.500 8h.1"/>`,
    18,
  );
export const laptop = () =>
  icon(svg`<rect x="4.500" y="5" width="15" height="10.500" rx="1.500"/><path d="M2.500 19h19"/>`, 24);
export const phone = () => icon(svg`<rect x="7" y="3" width="10" height="18" rx="2"/><path d="M11 18h2"/>`, 24);
export const pulse = () => icon(svg`<path d="M3 12h4l3-7.500 4 15 3-7.500h4" />`, 18);
export const blocked = () => icon(svg`<circle cx="12" cy="12" r="8.500"/><path d="M6 6l12 12"/>`, 18);
export const contacts = () =>
  icon(
    svg`<circle cx="9" cy="8.500" r="3.500"/><path d="M2.500 19.500c.6-3.600 3-5.500 6.500-5.500s5.900 1.900 6.500 5.500M16 5.300a3.500 3.500 0 0 1 0 6.400M18 14.600c2 .8 3.200 2.500 3.500 4.900"/>`,
  );
export const cloudOff = () =>
  icon(svg`<path d="M4 4l16 16M8 7.500A5.500 5.500 0 0 1 17 10a4 4 0 0 1 3.300 6.200M16 18H7a4 4 0 0 1-1-7.900"/>`, 18);
