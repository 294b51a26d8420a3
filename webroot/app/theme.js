import { Store } from '../lib/store.js';

/** @typedef {'system' | 'light' | 'dark'} ThemeName */

const KEY = 'theme';

/** The reader's choice of light or dark, kept in this browser; the tokens follow `data-theme` on the root. */
export class Theme extends Store {
  /** @param {import('../lib/storage.js').Kept} kept */
  constructor(kept) {
    super();
    this.kept = kept;
    const chosen = kept.get(KEY);
    /** @type {ThemeName} */
    this.name = chosen === 'light' || chosen === 'dark' ? chosen : 'system';
    this.#paint();
  }

  /** @param {ThemeName} name */
  choose(name) {
    this.name = name;
    if (name === 'system') {
      this.kept.remove(KEY);
      delete document.documentElement.dataset.theme;
    } else {
      this.kept.set(KEY, name);
      document.documentElement.dataset.theme = name;
    }
    this.#paint();
    this.changed();
  }

  /** The browser's own frame around the page takes the page's colour, whatever the system's theme is. */
  #paint() {
    if (this.name === 'system') return;
    const colour = getComputedStyle(document.body).backgroundColor;
    for (const meta of document.querySelectorAll('meta[name="theme-color"]')) meta.setAttribute('content', colour);
  }
}
