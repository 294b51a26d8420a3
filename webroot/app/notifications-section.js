import { html } from 'lit';
import { t } from '../lib/i18n/i18n.js';
import { detail } from './detail.js';
import { SettingsPart } from './settings-part.js';
import '../components/setting-switch/setting-switch.js';

const SWITCHES = /** @type {const} */ (['sound', 'desktop', 'preview']);

/** How devices make themselves heard. */
export class NotificationsSection extends SettingsPart {
  render() {
    const { notifications } = this.settings;
    return html`<section><h3>${t('notifications.title')}</h3><div class="card">${SWITCHES.map(
      (name) => html`<setting-switch label=${t(`notifications.${name}`)} hint=${t(`notifications.${name}.hint`)}
        ?checked=${notifications[name]}
        @change=${detail((wanted) => this.change({ notifications: { [name]: wanted } }))}></setting-switch>`,
    )}</div></section>`;
  }
}

customElements.define('notifications-section', NotificationsSection);
