import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { after, describe, it } from 'node:test';
import { dayOf, fullTime, shortTime } from '../webroot/lib/i18n/dates.js';
import { en } from '../webroot/lib/i18n/en.js';
import {
  LANGUAGES,
  currentLocale,
  directionOf,
  languageChanges,
  number,
  t,
  useLocale,
} from '../webroot/lib/i18n/i18n.js';
import { sw } from '../webroot/lib/i18n/sw.js';

/** @typedef {string | Partial<Record<string, string>>} Entry */

const root = new URL('../webroot/', import.meta.url);
/** @type {Record<string, Record<string, Entry>>} */
const catalogues = { en, sw };

/** @param {Entry} entry */
const texts = (entry) => (typeof entry === 'string' ? [entry] : Object.values(entry)).map((text) => text ?? '');

/** @param {string} text */
const placeholders = (text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

/** Every placeholder of an entry, but the number, which a form for one may leave out. @param {Entry} entry */
const needed = (entry) => [...new Set(texts(entry).flatMap(placeholders))].sort();

describe('the catalogues', () => {
  it('are those that can be chosen', () => assert.deepEqual([...LANGUAGES], Object.keys(catalogues)));

  for (const [language, catalogue] of Object.entries(catalogues)) {
    describe(language, () => {
      it('has the keys of English, in their order', () => assert.deepEqual(Object.keys(catalogue), Object.keys(en)));

      it('fills in the same', () => {
        for (const [key, entry] of Object.entries(catalogue)) {
          assert.deepEqual(needed(entry), needed(/** @type {Record<string, Entry>} */ (en)[key]), key);
        }
      });

      it('has every plural form of its language, where English has forms, and no other', () => {
        const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted();
        for (const [key, entry] of Object.entries(catalogue)) {
          assert.equal(typeof entry, typeof (/** @type {Record<string, Entry>} */ (en)[key]), key);
          if (typeof entry !== 'string') assert.deepEqual(Object.keys(entry).toSorted(), forms, key);
        }
      });

      it('has no empty text, no space at an end, and real quotes', () => {
        for (const [key, entry] of Object.entries(catalogue)) {
          for (const text of texts(entry)) {
            assert.notEqual(text, '', key);
            assert.equal(text, text.trim(), key);
            assert.doesNotMatch(text, /['"]|\.\.\./, key);
          }
        }
      });
    });
  }

  it('differ, but for names and a few words that are the same', () => {
    const same = Object.keys(en).filter(
      (key) => JSON.stringify(catalogues.en[key]) === JSON.stringify(catalogues.sw[key]),
    );
    assert.deepEqual(same, ['app.name', 'message.by', 'contacts.action.of']);
  });

  it('hold every text that the client asks for', async () => {
    const files = (await readdir(root, { recursive: true })).filter((file) => file.endsWith('.js'));
    for (const file of files) {
      const source = await readFile(new URL(file, root), 'utf8');
      for (const [, key] of source.matchAll(/\bt\(\s*'([^']+)'/g)) assert.ok(key in en, `${file}: ${key}`);
    }
  });
});

describe('the language', () => {
  after(() => useLocale('en'));

  it('is loaded when it is wanted, and told once', async () => {
    let told = 0;
    const end = languageChanges.subscribe(() => told++);
    await useLocale('sw-KE');
    await useLocale('sw-KE');
    end();
    assert.equal(told, 1);
    assert.equal(currentLocale(), 'sw-KE');
    assert.equal(t('auth.signIn'), 'Ingia');
  });

  it('is the one asked for last, however long another takes', async () => {
    await useLocale('en');
    await Promise.all([useLocale('sw'), useLocale('en')]);
    assert.equal(currentLocale(), 'en');
  });

  it('chooses plural forms, and writes numbers and dates', async () => {
    const now = new Date(2026, 10, 20, 12);
    const monday = new Date(2026, 10, 16, 9, 5).toISOString();
    await useLocale('sw-KE');
    assert.equal(t('list.unread', { count: 1 }), 'Ujumbe 1 haujasomwa');
    assert.equal(t('list.unread', { count: 1234 }), 'Jumbe 1,234 hazijasomwa');
    assert.equal(number(1234567.5), '1,234,567.5');
    assert.equal(dayOf(monday, now), 'Jumatatu');
    assert.equal(dayOf(new Date(2026, 10, 19).toISOString(), now), 'Jana');
    assert.match(shortTime(new Date(2025, 0, 2).toISOString(), now), /2 Jan 25/);
    assert.match(fullTime(monday), /Jumatatu.*16 Novemba 2026/);
  });

  it('knows which way it is written', () => {
    assert.deepEqual(['en', 'sw-KE', 'ar', 'he-IL', 'fa', 'ur', 'az', 'az-IR'].map(directionOf), [
      'ltr',
      'ltr',
      'rtl',
      'rtl',
      'rtl',
      'rtl',
      'ltr',
      'rtl',
    ]);
  });
});
