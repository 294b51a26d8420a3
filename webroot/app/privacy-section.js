import { html } from 'lit';
import { t } from '../lib/i18n/i18n.js';
import { detail } from './detail.js';
import { SettingsPart } from './settings-part.js';
import '../components/setting-choice/setting-choice.js';
import '../components/setting-switch/setting-switch.js';

/** What others may do and see. */
export class PrivacySection extends SettingsPart {
  render() {
    const { privacy } = this.settings;
    return html`<section><h3>${t('privacy.whoMayMessage')}</h3>
        <div class="card"><setting-choice label=${t('privacy.whoMayMessage')} value=${privacy.whoMayMessage}
          .options=${[
            { value: 'anyone', label: t('privacy.anyone'), hint: t('privacy.anyone.hint') },
            { value: 'contacts', label: t('privacy.contacts'), hint: t('privacy.contacts.hint') },
          ]}
          @change=${detail((whoMayMessage) => this.change({ privacy: { whoMayMessage } }))}></setting-choice></div></section>
      <section><h3>${t('privacy.seen')}</h3>
        <div class="card">
          <setting-switch label=${t('privacy.readReceipts')} hint=${t('privacy.readReceipts.hint')} ?checked=${privacy.readReceipts}
            @change=${detail((readReceipts) => this.change({ privacy: { readReceipts } }))}></setting-switch>
          <setting-switch label=${t('privacy.presence')} hint=${t('privacy.presence.hint')} ?checked=${privacy.presence}
            @change=${detail((presence) => this.change({ privacy: { presence } }))}></setting-switch></div></section>`;
  }
}

customElements.define('privacy-section', PrivacySection);
