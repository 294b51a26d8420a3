import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';

const root = new URL('../webroot/', import.meta.url);

/** What names a side of the screen, where styles should name the beginning or the end of a line. */
const SIDES = [
  /(?<![\w-])(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)\b/,
  /\bborder-(?:top|bottom)-(?:left|right)-radius\b/,
  /(?:[{;]|^)\s*(?:left|right)\s*:\s*[-\w(.]/m,
  /(?<![\w-])(?:text-align|float|clear|caption-side)\s*:\s*(?:left|right)\b/,
];

/** Shorthands that give the right side another value than the left one. */
const FOUR = /(?<![\w-])(margin|padding|inset|border-width|border-radius)\s*:\s*([^;{}`]+);/g;

/** The parts of a value, with what is in brackets as one. @param {string} value */
const parts = (value) => value.trim().match(/(?:[^\s(]+\((?:[^()]|\([^()]*\))*\)|[^\s()]+)/g) ?? [];

/** @param {string} source */
function sides(source) {
  const found = SIDES.flatMap((side) => source.match(side)?.[0] ?? []);
  for (const [whole, name, value] of source.matchAll(FOUR)) {
    const values = parts(value);
    const decoration = values.some((each) => each.endsWith('%'));
    if (values.length === 4 && !decoration && (name === 'border-radius' || values[1] !== values[3])) found.push(whole);
  }
  return found;
}

describe('styles', () => {
  it('are told apart', () => {
    for (const bad of ['{ left: 0 }', 'a{margin-left:1px}', 'p { padding: 1px 2px 3px 4px; }', 'float: right;']) {
      assert.notDeepEqual(sides(bad), [], bad);
    }
    const good =
      'margin-inline: 1px 2px; padding: 1px max(2px, env(x)) 3px; inset: auto 0 1px; border-radius: 46% 54% 52% 48%;';
    assert.deepEqual(sides(good), []);
  });

  it('align what people wrote as the page is, whichever way it is written: in a bdi, which has no line of its own', async () => {
    const files = (await readdir(root, { recursive: true })).filter((file) => file.endsWith('.js'));
    for (const file of files) {
      const source = await readFile(new URL(file, root), 'utf8');
      assert.doesNotMatch(source, /<(?!textarea|input)[\w-]+\s[^<>]*dir="auto"/, file);
    }
  });

  it('name no side of the screen, so that they hold for languages written from the right', async () => {
    const files = (await readdir(root, { recursive: true })).filter((file) => /\.(?:js|css)$/.test(file));
    for (const file of files) {
      const source = await readFile(new URL(file, root), 'utf8');
      if (file.endsWith('.css') || /\bcss`/.test(source)) assert.deepEqual(sides(source), [], file);
    }
  });
});
