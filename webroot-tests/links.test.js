import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { linkify } from '../webroot/lib/links.js';

/** @param {string} text */
const links = (text) => linkify(text).flatMap((piece) => (piece.kind === 'link' ? [piece] : []));
/** @param {string} text */
const texts = (text) => links(text).map((link) => link.text);

/** A text, and the links in it. @type {[string, ...string[]][]} */
const FOUND = [
  [
    'see https://a.example/x, (http://b.example/y_(z)) and https://c.example/?q=1.',
    'https://a.example/x',
    'http://b.example/y_(z)',
    'https://c.example/?q=1',
  ],
  ["https://a.example/it's_a*b*_c~d", "https://a.example/it's_a*b*_c~d"],
  ["https://a.example/don't.", "https://a.example/don't"],
  ['*https://a.example/x* _https://b.example/y_', 'https://a.example/x', 'https://b.example/y'],
  ["'https://a.example/x'", 'https://a.example/x'],
  ['<https://a.example/x>', 'https://a.example/x'],
  ['"https://a.example/x"', 'https://a.example/x'],
  ['https://a.example/x?y=[z]&w={v}#(u)', 'https://a.example/x?y=[z]&w={v}#(u)'],
  ['https://a.example!? https://b.example/…', 'https://a.example', 'https://b.example/'],
  // Chinese and Japanese need no blanks.
  ['看https://a.example/x。然后看http://b.example，好', 'https://a.example/x', 'http://b.example'],
  ['（https://a.example/x）「https://b.example」', 'https://a.example/x', 'https://b.example'],
  ['https://a.example/x、https://b.example/y！？', 'https://a.example/x', 'https://b.example/y'],
  ['https://a.example/x＜https://b.example＞', 'https://a.example/x', 'https://b.example'],
  // Arabic, Urdu, Hindi, Amharic, Armenian, Khmer, Hebrew, Thai, Burmese.
  [
    'https://a.example/x؟ https://b.example/y، https://c.example۔',
    'https://a.example/x',
    'https://b.example/y',
    'https://c.example',
  ],
  ['https://a.example/क। https://b.example॥', 'https://a.example/क', 'https://b.example'],
  ['https://a.example/x። https://b.example/y፤', 'https://a.example/x', 'https://b.example/y'],
  ['https://a.example/x։ https://b.example/y៕', 'https://a.example/x', 'https://b.example/y'],
  [
    'https://a.example/x׃ https://b.example/y๛ https://c.example/z၊',
    'https://a.example/x',
    'https://b.example/y',
    'https://c.example/z',
  ],
  [
    '«https://a.example/x», “https://b.example/y” ‹https://c.example/z›',
    'https://a.example/x',
    'https://b.example/y',
    'https://c.example/z',
  ],
  ['https://a.example/x—and https://b.example/y…', 'https://a.example/x', 'https://b.example/y'],
  // Within a word of the path it is part of the word.
  ['https://fr.wiki.example/Côte_d’Ivoire', 'https://fr.wiki.example/Côte_d’Ivoire'],
  ['https://en.wiki.example/Michelson–Morley', 'https://en.wiki.example/Michelson–Morley'],
  ['https://ja.wiki.example/ジョン_スミス。', 'https://ja.wiki.example/ジョン_スミス'],
  ['https://fa.wiki.example/می\u200cخواهم', 'https://fa.wiki.example/می\u200cخواهم'],
  ['https://a.example/🦒/👩‍💻/❤️', 'https://a.example/🦒/👩‍💻/❤️'],
  ['‘https://a.example/x’', 'https://a.example/x'],
  ['http://localhost:8000/#/c/x http://10.0.0.1:81', 'http://localhost:8000/#/c/x', 'http://10.0.0.1:81'],
  ['HTTPS://A.EXAMPLE/X', 'HTTPS://A.EXAMPLE/X'],
  ['javascript:alert(1) data:text/html,x ftp://a.example file:///etc mailto:a@b.example a@b.example b.example'],
  ['https:// https://. http:///x https://-'],
];

/** What would lead elsewhere than it says, and what of it is a link nevertheless. @type {[string, ...string[]][]} */
const HONEST = [
  ['https://good.example\\@evil.example/x', 'https://good.example'],
  ['https://good.example。evil.example', 'https://good.example'],
  ['https://good.example．evil.example', 'https://good.example'],
  ['https://good.example｡evil.example', 'https://good.example'],
  ['https://good.example/\u202egpj.exe', 'https://good.example/'],
  ['https://good.example\u2066.evil.example', 'https://good.example'],
  ['https://good.example\u200b.evil.example', 'https://good.example'],
  ['https://good\u00ad.example', 'https://good'],
  ['https://good.example\ufe00.evil.example'],
  ['https://good.example\u3164.evil.example', 'https://good.example'],
  ['https://good.example@evil.example/'],
  ['https://good.example:secret@evil.example/'],
  ['https://good.example%2eevil.example/'],
  ['https://good.example%00.evil.example/'],
  ['https://ⓖood.example https://ｇood.example https://good.exam\u212Ale'],
  ['https://0x7f.1/ https://2130706433/ https://127.1/ https://017700000001/'],
  ['https://gооd.example https://раypal.example'],
  ['https://good.example⁄x.evil.example https://good.example∕evil'],
];

describe('links', () => {
  for (const [text, ...expected] of FOUND) {
    it(`of ${text}`, () => assert.deepEqual(texts(text), expected));
  }

  for (const [text, ...expected] of HONEST) {
    it(`lead where they say, in ${JSON.stringify(text)}`, () => assert.deepEqual(texts(text), expected));
  }

  it('spell out a host in other letters', () => {
    assert.deepEqual(
      [
        'https://пример.рф/x',
        'https://例え.jp',
        'https://مثال.example',
        'https://аррӏе.com',
        'https://Bücher.example',
        'https://xn--e1afmkfd.xn--p1ai',
      ].map((text) => links(text).map((link) => link.host)),
      [
        ['xn--e1afmkfd.xn--p1ai'],
        ['xn--r8jz45g.jp'],
        ['xn--mgbh0fb.example'],
        ['xn--80ak6aa92e.com'],
        ['xn--bcher-kva.example'],
        [''],
      ],
    );
  });

  it('have the host that a browser goes to, whatever follows it', () => {
    const tails = [...FOUND, ...HONEST]
      .flat()
      .concat([...'\\@:;,.。/?#%&=+-_~!*\'"()[]{}<>|^`\u00a0\u200e\u202e\ufeff\u0000\uD800']);
    for (const tail of tails) {
      for (const [link] of [links(`https://good.example${tail}`), links(`https://good.example/${tail}`)]) {
        if (!link) continue;
        const { host, hostname } = new URL(link.href);
        assert.equal(new URL(link.text).host, host);
        assert.ok(
          link.host === hostname || link.text.split('://')[1].toLowerCase().startsWith(host),
          `${tail}: ${link.text}`,
        );
      }
    }
  });

  it('leave the text whole', () => {
    const more = [
      '',
      'https://',
      'a https://a.example b\nhttps://b.example',
      'https://[bad',
      '<b>https://x.example"onclick=</b>',
      '\uD800https://a.example\uDC00',
    ];
    for (const text of [...more, ...FOUND.map(([first]) => first), ...HONEST.map(([first]) => first)]) {
      assert.equal(
        linkify(text)
          .map((piece) => piece.text)
          .join(''),
        text,
      );
    }
  });

  it('are found in the longest text at once, whatever it holds', () => {
    for (const part of [
      'https://a.example/',
      'https://a.example。',
      'https://',
      '(',
      'https://a.example/(',
      'https://a.example/’x',
      "'",
      'a@b.c ',
      '://',
      '\u200dhttps://a.b/a',
    ]) {
      const text = part.repeat(16_000 / part.length);
      const begun = performance.now();
      linkify(text);
      // Quadratic work on this takes seconds.
      assert.ok(performance.now() - begun < 1_000, part);
    }
  });
});
