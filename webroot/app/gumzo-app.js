import { LitElement, css, html } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { Api } from '../lib/api.js';
import { backoffMillis } from '../lib/backoff.js';
import { t } from '../lib/i18n/i18n.js';
import { problemText } from '../lib/i18n/problems.js';
import { Problem } from '../lib/problem.js';
import { base, buttons, spinner } from '../components/shared/base.js';
import { Client } from './client.js';
import { Notices } from './notices.js';
import { detail } from './detail.js';
import { Watch } from './watch.js';
import './admin-page.js';
import './auth-page.js';
import './changed-page.js';
import './chat-page.js';
import './link-page.js';
import './settings-page.js';
import '../components/brand-mark/brand-mark.js';
import '../components/empty-state/empty-state.js';
import '../components/toast-list/toast-list.js';

/**
 * @typedef {{api: import('../lib/api.js').Api, tokens: import('../lib/tokens.js').Tokens, kept: import('../lib/storage.js').Kept,
 *   session: import('../models/session.js').Session, router: import('../lib/router.js').Router,
 *   theme: import('./theme.js').Theme, language: import('./language.js').Language}} Parts
 */

/** As many failures in a row as make the back-off bound 8 s. */
const RETRY_LIKE = 4;
const TOKEN_REFUSED = 4503;
const SIGNED_OUT = 4504;

/** Chooses the page: opening, out of reach, signing in, of another account now, or the conversations of who is signed in. */
export class GumzoApp extends LitElement {
  static properties = { parts: { attribute: false } };

  static styles = [
    base,
    buttons,
    spinner,
    css`
    .opening {
      height: 100%; display: grid; place-content: center; justify-items: center; gap: var(--space-4);
      font-size: var(--text-2xl); animation: late 0.6s;
    }
    .opening .spinner { color: var(--accent); }
    @keyframes late { 0%, 60% { opacity: 0; } }
    empty-state, admin-page, auth-page, changed-page, chat-page, link-page, settings-page { height: 100%; }
  `,
  ];

  /** @type {Client | undefined} */ #client;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #retry;
  /** @type {() => void} */ #unfollow = () => {};

  constructor() {
    super();
    /** @type {Parts | undefined} */
    this.parts = undefined;
    this.notices = new Notices();
    this.watch = new Watch(this, [this.notices]);
    for (const name of ['online', 'offline', 'pageshow']) addEventListener(name, () => this.#nudge());
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && this.#nudge());
    addEventListener('storage', ({ key }) => this.parts?.session.heard(key));
  }

  willUpdate() {
    if (!this.parts) return;
    const { session, router } = this.parts;
    this.watch.set([session, router, this.notices]);
    this.#followAccount();
    clearTimeout(this.#retry);
    if (session.state === 'unreachable') this.#retry = setTimeout(() => session.start(), backoffMillis(RETRY_LIKE));
    if (session.state === 'signed-in' && (router.route.name.startsWith('sign-') || router.route.name === 'join')) {
      router.go({ name: 'home' }, { replace: true });
    }
  }

  render() {
    return html`${this.#page()}
      <div class="unseen" role="status" aria-live="polite">${this.notices.announcement}</div>
      <toast-list .toasts=${this.notices.toasts} @dismiss=${detail((id) => this.notices.dismiss(id))}></toast-list>`;
  }

  #page() {
    const link = this.#linkPage();
    if (link) return link;
    if (!this.parts || this.parts.session.state === 'starting') {
      return html`<div class="opening"><brand-mark named></brand-mark><span class="spinner"></span><span class="unseen" role="status">${t('app.loading')}</span></div>`;
    }
    const { session, router } = this.parts;
    if (session.state === 'unreachable') {
      return this.#outOfReach(session);
    }
    if (session.state === 'changed') return html`<changed-page @go-on=${this.#goOn}></changed-page>`;
    if (!this.#client) {
      const { route } = router;
      const invitation = route.name === 'join' ? route.token : '';
      return html`<auth-page .session=${session} invitation=${invitation}
        page=${route.name === 'sign-up' || invitation ? 'sign-up' : 'sign-in'}></auth-page>`;
    }
    // Nothing that was drawn for one account is left in the page of another.
    return keyed(this.#client, this.#inside(this.#client));
  }

  /** @param {import('../models/session.js').Session} session */
  #outOfReach(session) {
    const { problem } = session;
    // A proxy that wants its own sign-in first shows that to a page that is loaded, and to nothing else.
    const proxy = problem !== undefined && problem.status > 0 && !problem.ours;
    const text = problem && problem.status > 0 ? problemText(problem) : t('app.unreachable.text');
    return html`<empty-state heading=${t('app.unreachable.title')} text=${text}><span slot="mark">📡</span>
      <button class="button" @click=${() => (proxy ? location.reload() : session.start())}>
        ${t(proxy ? 'connection.reload' : 'app.unreachable.again')}</button></empty-state>`;
  }

  /** @param {Client} client */
  #inside(client) {
    const { router, theme } = /** @type {Parts} */ (this.parts);
    const { route } = router;
    if (route.name === 'settings') {
      return html`<settings-page .client=${client} .router=${router} .theme=${theme} .notices=${this.notices}></settings-page>`;
    }
    if (route.name === 'admin' && client.account.role === 'admin') {
      return html`<admin-page .client=${client} section=${route.section}></admin-page>`;
    }
    return html`<chat-page .client=${client} .router=${router} .theme=${theme} .notices=${this.notices}
      @sign-out=${this.#signOut}></chat-page>`;
  }

  /** What needs nobody to be signed in, and is the same when somebody is. */
  #linkPage() {
    const route = this.parts?.router.route;
    if (route?.name !== 'forgotten' && (!route || !('token' in route) || route.name === 'join')) return undefined;
    return html`<link-page .api=${this.parts?.api} name=${route.name} token=${'token' in route ? route.token : ''}
      ?inside=${this.#client !== undefined}></link-page>`;
  }

  /** Another account, perhaps by another tab, is another client. */
  #followAccount() {
    const account = this.parts?.session.account;
    if (account?.id === this.#client?.account.id) {
      if (account) this.#client?.profiles.takeMe(account);
      return;
    }
    this.#unfollow();
    this.#client?.stop();
    this.notices.forget();
    document.title = t('app.name');
    this.#client = account && this.#start(account);
  }

  /** @param {import('../lib/tokens.js').Me} account */
  #start(account) {
    const { api, tokens: all, kept, session } = /** @type {Parts} */ (this.parts);
    const tokens = all.ofAccount();
    const client = new Client({
      account,
      api: new Api({ send: api.send, tokens }),
      tokens,
      kept,
      onMessage: (message) => this.notices.message(message, client),
      onRequest: ({ account: { displayName: name } }) => this.notices.announce(t('announce.request', { name })),
      onLeft: () => this.#left(),
      onRefused: (code) => {
        if (code === SIGNED_OUT) session.end('expired');
        // Either the session is over, which ends it, or the page is told to reload.
        else if (code === TOKEN_REFUSED) tokens.refresh().catch((failure) => Problem.of(failure));
      },
    });
    this.#unfollow = client.settings.subscribe(() => this.#look(client.settings));
    this.#look(client.settings);
    client.start();
    return client;
  }

  /** Until there is anything to go by, the page stays as this browser had it last. @param {import('../models/settings.js').Settings} settings */
  #look(settings) {
    const { theme, language } = /** @type {Parts} */ (this.parts);
    if (!settings.heard) return;
    theme.choose(settings.value.theme);
    language.choose(settings.value.language);
  }

  async #left() {
    /** @type {Parts} */ (this.parts).session.end();
    await this.updateComplete;
    this.notices.toast(t('deletion.done'));
  }

  /** With the account that the browser is signed in with now, from its first page on. */
  #goOn() {
    const { session, router } = /** @type {Parts} */ (this.parts);
    router.go({ name: 'home' }, { replace: true });
    session.start();
  }

  async #signOut() {
    const client = this.#client;
    const { session, router } = /** @type {Parts} */ (this.parts);
    client?.stop();
    client?.forget();
    router.go({ name: 'sign-in' }, { replace: true });
    try {
      await session.signOut();
    } catch (failure) {
      this.notices.toast(problemText(Problem.of(failure)));
    }
  }

  #nudge() {
    this.parts?.session.look();
    this.#client?.socket.nudge();
    this.#client?.outbox.resume();
    this.requestUpdate();
  }
}

customElements.define('gumzo-app', GumzoApp);
