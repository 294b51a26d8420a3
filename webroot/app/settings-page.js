import { LitElement, html, nothing } from 'lit';
import { t } from '../lib/i18n/i18n.js';
import { base, buttons } from '../components/shared/base.js';
import { back } from '../components/shared/icons.js';
import { sections } from './settings-sections.js';
import { styles } from './settings-page.styles.js';
import { Watch } from './watch.js';

/** The frame of all settings: the list of sections, and the one that is open; on a phone one of the two. */
export class SettingsPage extends LitElement {
  static properties = {
    client: { attribute: false },
    router: { attribute: false },
    notices: { attribute: false },
    theme: { attribute: false },
  };

  static styles = [base, buttons, styles];

  /** @type {string | undefined} */ #shown;

  constructor() {
    super();
    /** @type {import('./client.js').Client} */
    this.client = /** @type {any} */ (undefined);
    /** @type {import('../lib/router.js').Router} */
    this.router = /** @type {any} */ (undefined);
    /** @type {import('./notices.js').Notices} */
    this.notices = /** @type {any} */ (undefined);
    /** @type {import('./theme.js').Theme} */
    this.theme = /** @type {any} */ (undefined);
    this.watch = new Watch(this);
  }

  /** The name in the address; empty for the list of sections. */
  get #chosen() {
    const { route } = this.router;
    return route.name === 'settings' ? route.section : '';
  }

  /** Beside the list there is always one: the first, when none is chosen. */
  get #section() {
    return sections.find(({ name }) => name === this.#chosen) ?? sections[0];
  }

  willUpdate() {
    this.watch.set([this.router, this.theme]);
    document.title = `${this.#chosen ? `${t(this.#section.label)} · ` : ''}${t('settings.title')} · ${t('app.name')}`;
  }

  updated() {
    if (this.#shown === this.#chosen) return;
    this.#shown = this.#chosen;
    const heading = /** @type {HTMLElement | null} */ (this.renderRoot.querySelector(this.#chosen ? 'h2' : 'h1'));
    heading?.focus();
  }

  render() {
    const { client, notices, theme } = this;
    const section = this.#section;
    return html`<div class="panes ${this.#chosen ? 'inside' : ''}">
      <aside><header><a class="icon-button" href="#/" aria-label=${t('nav.back')} title=${t('nav.back')}>${back()}</a>
          <h1 tabindex="-1">${t('settings.title')}</h1></header>
        <nav aria-label=${t('settings.title')}><ul>${sections.map(
          ({ name, label, icon }) => html`<li><a href="#/settings/${name}"
            aria-current=${name === section.name ? 'page' : nothing}>${icon()}<span>${t(label)}</span></a></li>`,
        )}</ul></nav></aside>
      <main><header><a class="icon-button up" href="#/settings" aria-label=${t('settings.back')} title=${t('settings.back')}>${back()}</a>
          <h2 tabindex="-1">${t(section.label)}</h2></header>
        <div class="body">${section.draw({ client, notices, theme })}</div></main>
    </div>`;
  }
}

customElements.define('settings-page', SettingsPage);
