import { LitElement, css, html } from 'lit';
import { t } from '../lib/i18n/i18n.js';
import { base, buttons } from '../components/shared/base.js';
import { fields } from '../components/shared/field.js';
import '../components/auth-frame/auth-frame.js';

/**
 * In place of a page whose browser is signed in with another account now. Nothing of either account is shown, and whoever was
 * typing types into nothing: the other account's page comes only when somebody asks for it, with `go-on`.
 */
export class ChangedPage extends LitElement {
  static styles = [base, buttons, fields, css`h1:focus { outline: none; }`];

  firstUpdated() {
    document.title = `${t('changed.title')} · ${t('app.name')}`;
    this.renderRoot.querySelector('h1')?.focus();
  }

  render() {
    return html`<auth-frame>
      <h1 class="title" tabindex="-1">${t('changed.title')}</h1>
      <p class="lead" role="status">${t('changed.text')}</p>
      <button class="button" @click=${() => this.dispatchEvent(new CustomEvent('go-on'))}>${t('changed.go')}</button>
    </auth-frame>`;
  }
}

customElements.define('changed-page', ChangedPage);
