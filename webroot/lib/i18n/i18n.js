import { Store } from '../store.js';
import { en } from './en.js';

/**
 * @typedef {keyof typeof en} MessageKey
 * @typedef {Record<MessageKey, string | Partial<Record<Intl.LDMLPluralRule, string>>>} Catalogue
 * @typedef {Record<string, string | number>} Values
 */

/** @type {Record<string, Catalogue>} those that are at hand */
const catalogues = { en };

/** Another language is loaded when it is first wanted. @type {Record<string, () => Promise<Catalogue>>} */
const others = { sw: async () => (await import('./sw.js')).sw };

/** Every language that there is a catalogue for. */
export const LANGUAGES = Object.freeze([...Object.keys(catalogues), ...Object.keys(others)]);

/** Scripts that are written from the right. */
const FROM_THE_RIGHT = ['Adlm', 'Arab', 'Hebr', 'Mand', 'Nkoo', 'Rohg', 'Syrc', 'Thaa'];

/** The language of texts, dates and numbers: the reader's first one that there is a catalogue for.
 * @param {readonly string[]} wanted */
export function chooseLocale(wanted) {
  return wanted.find((tag) => LANGUAGES.includes(tag.split('-')[0])) ?? 'en';
}

let locale = 'en';
let plurals = new Intl.PluralRules(locale);
let numbers = new Intl.NumberFormat(locale);
let asked = 0;

/** Tells whenever the language has become another one. */
export const languageChanges = new Store();

/** From then on texts are in that language; the last one asked for counts. Fails when its catalogue can't be loaded.
 * @param {string} tag */
export async function useLocale(tag) {
  const mine = ++asked;
  const next = chooseLocale([tag]);
  const language = next.split('-')[0];
  catalogues[language] ??= await others[language]();
  if (mine !== asked || next === locale) return;
  locale = next;
  plurals = new Intl.PluralRules(locale);
  numbers = new Intl.NumberFormat(locale);
  languageChanges.changed();
}

export const currentLocale = () => locale;

/** Which way a language is written. @param {string} tag @returns {'ltr' | 'rtl'} */
export const directionOf = (tag) =>
  FROM_THE_RIGHT.includes(new Intl.Locale(tag).maximize().script ?? '') ? 'rtl' : 'ltr';

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
