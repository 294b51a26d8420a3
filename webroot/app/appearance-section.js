import { html } from 'lit';
import { t } from '../lib/i18n/i18n.js';
import { moon, sun, system } from '../components/shared/icons.js';
import { detail } from './detail.js';
import { SettingsPart } from './settings-part.js';
import '../components/setting-choice/setting-choice.js';

/** In their own words, for whoever can't read the present language. */
const LANGUAGES = [
  { value: 'en', label: 'English', lang: 'en' },
  { value: 'sw', label: 'Kiswahili', lang: 'sw' },
];

/** Colours and language. */
export class AppearanceSection extends SettingsPart {
  render() {
    const { theme, language } = this.settings;
    return html`<section><h3>${t('appearance.theme')}</h3>
        <div class="card"><setting-choice label=${t('appearance.theme')} value=${theme}
          .options=${[
            { value: 'system', label: t('menu.theme.system'), hint: t('appearance.system.hint'), icon: system },
            { value: 'light', label: t('menu.theme.light'), icon: sun },
            { value: 'dark', label: t('menu.theme.dark'), icon: moon },
          ]}
          @change=${detail((wanted) => this.change({ theme: wanted }))}></setting-choice></div></section>
      <section><h3>${t('appearance.language')}</h3>
        <div class="card"><setting-choice label=${t('appearance.language')} value=${language}
          .options=${[{ value: 'auto', label: t('appearance.auto'), hint: t('appearance.auto.hint') }, ...LANGUAGES]}
          @change=${detail((wanted) => this.change({ language: wanted }))}></setting-choice></div></section>`;
  }
}

customElements.define('appearance-section', AppearanceSection);
