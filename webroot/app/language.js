import { LitElement } from 'lit';
import { chooseLocale, currentLocale, directionOf, languageChanges, useLocale } from '../lib/i18n/i18n.js';
import { Store } from '../lib/store.js';

/** @typedef {import('../lib/api.js').Settings['language']} LanguageName */

const KEY = 'language';

/** Draws a component again when the language has changed: texts are asked for while drawing. */
class Redrawn {
  /** @type {() => void} */ #end = () => {};

  /** @param {import('lit').ReactiveControllerHost} host */
  constructor(host) {
    this.host = host;
  }

  hostConnected() {
    this.#end = languageChanges.subscribe(() => this.host.requestUpdate());
  }

  hostDisconnected() {
    this.#end();
  }
}

// Holds for every component that is defined later.
LitElement.addInitializer((element) => {
  /** @type {LitElement} */ (element).addController(new Redrawn(/** @type {LitElement} */ (element)));
});

/** The reader's language, kept in this browser so that the first paint speaks it. */
export class Language extends Store {
  /** @param {import('../lib/storage.js').Kept} kept */
  constructor(kept) {
    super();
    this.kept = kept;
    /** @type {LanguageName} */
    this.name = kept.get(KEY) ?? 'auto';
    globalThis.addEventListener('languagechange', () => this.speak());
  }

  /** @param {LanguageName} name */
  choose(name) {
    if (name === this.name) return;
    this.name = name;
    if (name === 'auto') this.kept.remove(KEY);
    else this.kept.set(KEY, name);
    this.speak();
    this.changed();
  }

  /** Done when texts are in it; where its catalogue can't be had they stay as they are until the page is loaded again. */
  async speak() {
    const devices = navigator.languages;
    const wanted = this.name === 'auto' ? devices : [...devices.filter((tag) => this.#is(tag)), this.name];
    try {
      await useLocale(chooseLocale(wanted));
    } catch (failure) {
      console.warn('No catalogue', failure);
    }
    document.documentElement.lang = currentLocale();
    document.documentElement.dir = directionOf(currentLocale());
  }

  /** With the reader's country, which dates and numbers follow. @param {string} tag */
  #is(tag) {
    return tag.split('-')[0] === this.name;
  }
}
