import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { en } from '../webroot/lib/i18n/en.js';
import { dayOf, shortTime } from '../webroot/lib/i18n/dates.js';
import { t, useLocale } from '../webroot/lib/i18n/i18n.js';
import { emojiCount, paints, plainDigits, trimmed } from '../webroot/lib/text.js';

describe('texts', () => {
  it('have their digits in one form', () => {
    for (const ten of [
      '0123456789',
      '٠١٢٣٤٥٦٧٨٩',
      '۰۱۲۳۴۵۶۷۸۹',
      '०१२३४५६७८९',
      '０１２３４５６７８９',
      '𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗',
      '𝟶𝟷𝟸𝟹𝟺𝟻𝟼𝟽𝟾𝟿',
    ]) {
      assert.equal(plainDigits(`${ten}-a²`), '0123456789-a²');
    }
  });

  it('paint and are trimmed as the server says', async () => {
    const table = await readFile(new URL('../src/test/resources/blanks.json', import.meta.url), 'utf8');
    for (const { text, paints: seen, trimmed: stored } of JSON.parse(table)) {
      assert.equal(paints(text), seen, JSON.stringify(text));
      assert.equal(trimmed(text), stored, JSON.stringify(text));
    }
  });

  it('of a few emoji alone are told from others', () => {
    assert.deepEqual(
      ['😂', '👍🏾 🥭', '👨‍👩‍👧‍👦', '🇰🇪', '❤️', 'ok 😂', '123', '', '😂😂😂😂'].map(emojiCount),
      [1, 2, 1, 1, 1, 0, 0, 0, 0],
    );
  });
});

describe('the catalogue', () => {
  it('fills in values and chooses the plural', async () => {
    await useLocale('en');
    assert.equal(t('list.unread', { count: 1 }), '1 unread message');
    assert.equal(t('list.unread', { count: 1200 }), '1,200 unread messages');
    assert.equal(t('person.open', { name: '{count} $& <b>' }), 'Profile of {count} $& <b>');
  });

  it('has no empty text', () => {
    for (const [key, entry] of Object.entries(en)) {
      for (const text of Object.values(typeof entry === 'string' ? { entry } : entry)) assert.ok(text, key);
    }
  });
});

describe('dates', () => {
  const now = new Date(2026, 2, 10, 0, 30);
  /** @param {number} day @param {number} hour */
  const at = (day, hour) => new Date(2026, 2, day, hour).toISOString();

  it('are days of the calendar, not spans of 24 hours', () => {
    assert.deepEqual(
      [at(10, 0), at(9, 23), at(8, 23), at(1, 12)].map((time) => dayOf(time, now)),
      ['Today', 'Yesterday', 'Sunday', 'Sunday, March 1'],
    );
  });

  it('are short in a list', () => {
    assert.deepEqual(
      [at(9, 23), at(6, 1), at(1, 1)].map((time) => shortTime(time, now)),
      ['Yesterday', 'Fri', 'Mar 1'],
    );
  });
});
