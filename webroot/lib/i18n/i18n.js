import { en } from './en.js';

/**
 * @typedef {keyof typeof en} MessageKey
 * @typedef {Record<MessageKey, string | Partial<Record<Intl.LDMLPluralRule, string>>>} Catalogue
 * @typedef {Record<string, string | number>} Values
 */

/** @type {Record<string, Catalogue>} */
const catalogues = { en };

/** The language of texts, dates and numbers: the reader's first one that there is a catalogue for.
 * @param {readonly string[]} wanted */
export function chooseLocale(wanted) {
  return wanted.find((tag) => catalogues[tag.split('-')[0]]) ?? 'en';
}

let locale = chooseLocale(globalThis.navigator?.languages ?? ['en']);
let plurals = new Intl.PluralRules(locale);
let numbers = new Intl.NumberFormat(locale);

/** @param {string} tag */
export function useLocale(tag) {
  locale = chooseLocale([tag]);
  plurals = new Intl.PluralRules(locale);
  numbers = new Intl.NumberFormat(locale);
}

export const currentLocale = () => locale;

/** @param {number} value */
export const number = (value) => numbers.format(value);

/** @param {string} key @returns {key is MessageKey} */
export const has = (key) => Object.hasOwn(en, key);

/** A text in the reader's language. @param {MessageKey} key @param {Values} [values] `count` chooses the plural form */
export function t(key, values = {}) {
  const entry = catalogues[locale.split('-')[0]][key] ?? en[key];
  const text = typeof entry === 'string' ? entry : (entry[plurals.select(Number(values.count))] ?? entry.other ?? key);
  return text.replace(/\{(\w+)\}/g, (whole, name) => {
    const value = values[name];
    return typeof value === 'number' ? number(value) : (value ?? whole);
  });
}
