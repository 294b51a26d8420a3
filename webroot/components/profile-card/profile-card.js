import { LitElement, css, html, nothing } from 'lit';
import { dateOf } from '../../lib/i18n/dates.js';
import { t } from '../../lib/i18n/i18n.js';
import { base } from '../shared/base.js';
import { linked, withLinks } from '../shared/linked.js';
import '../user-avatar/user-avatar.js';

/** Somebody, looked at closely. What one can do about them is put into it. */
export class ProfileCard extends LitElement {
  static properties = { profile: { attribute: false } };

  static styles = [
    base,
    linked,
    css`
    :host { display: block; }
    article { display: grid; justify-items: center; gap: var(--space-1); text-align: center; max-width: 30rem; margin: 0 auto; }
    user-avatar { --size: 9rem; margin-bottom: var(--space-4); }
    h2 { font-size: var(--text-2xl); overflow-wrap: anywhere; }
    .username, .since { color: var(--ink-soft); overflow-wrap: anywhere; }
    .since { font-size: var(--text-s); margin-top: var(--space-4); }
    .about {
      margin-top: var(--space-4); padding: var(--space-4) var(--space-5); border-radius: var(--radius-l); background: var(--surface);
      box-shadow: var(--shadow-1); white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: plaintext; text-align: start; max-width: 100%;
    }
    a { color: var(--accent); text-underline-offset: 0.15em; }
    .actions { display: flex; flex-wrap: wrap; justify-content: center; gap: var(--space-2); margin-top: var(--space-5); }
  `,
  ];

  constructor() {
    super();
    /** @type {import('../../lib/tokens.js').Profile | undefined} */
    this.profile = undefined;
  }

  focus() {
    this.renderRoot.querySelector('h2')?.focus();
  }

  render() {
    const { profile } = this;
    if (!profile) return nothing;
    const name = profile.displayName || t('account.deleted');
    return html`<article aria-label=${name}>
      <user-avatar large .account=${profile}></user-avatar>
      <h2 tabindex="-1"><bdi>${name}</bdi></h2>
      ${profile.username ? html`<p class="username"><bdi dir="ltr">@${profile.username}</bdi></p>` : nothing}
      ${profile.about ? html`<p class="about"><bdi>${withLinks(profile.about)}</bdi></p>` : nothing}
      <div class="actions"><slot></slot></div>
      <p class="since">${t('person.since', { date: dateOf(profile.createdAt) })}</p>
    </article>`;
  }
}

customElements.define('profile-card', ProfileCard);
