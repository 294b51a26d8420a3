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
    if (name === this.name) return;
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
    const colour = this.name === 'system' ? undefined : getComputedStyle(document.body).backgroundColor;
    for (const meta of /** @type {NodeListOf<HTMLMetaElement>} */ (
      document.querySelectorAll('meta[name="theme-color"]')
    )) {
      meta.dataset.own ??= meta.content;
      meta.content = colour ?? meta.dataset.own;
    }
  }
}
