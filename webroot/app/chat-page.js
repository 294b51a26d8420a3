import { LitElement, html, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { t } from '../lib/i18n/i18n.js';
import { problemText } from '../lib/i18n/problems.js';
import { Problem } from '../lib/problem.js';
import { base, buttons } from '../components/shared/base.js';
import { styles } from './chat-page.styles.js';
import { detail } from './detail.js';
import { Watch } from './watch.js';
import './conversation-pane.js';
import './person-pane.js';
import './side-pane.js';
import './verify-reminder.js';
import '../components/brand-mark/brand-mark.js';
import '../components/confirm-dialog/confirm-dialog.js';
import '../components/connection-banner/connection-banner.js';
import '../components/empty-state/empty-state.js';

/** Two panes, or on a phone one of them: conversations or people, and the conversation that is open. */
export class ChatPage extends LitElement {
  static properties = {
    client: { attribute: false },
    router: { attribute: false },
    theme: { attribute: false },
    notices: { attribute: false },
  };

  static styles = [base, buttons, styles];

  /** The conversation shown beside the list of people. */ #last = '';
  /** The conversation that was just left. */ #leaving = '';
  /** @type {string | undefined} */ #spoken;

  constructor() {
    super();
    /** @type {import('./client.js').Client} */
    this.client = /** @type {any} */ (undefined);
    /** @type {import('../lib/router.js').Router} */
    this.router = /** @type {any} */ (undefined);
    /** @type {import('./theme.js').Theme} */
    this.theme = /** @type {any} */ (undefined);
    /** @type {import('./notices.js').Notices} */
    this.notices = /** @type {any} */ (undefined);
    this.watch = new Watch(this);
  }

  willUpdate() {
    this.watch.set([this.router, this.theme, this.client.socket, this.client.conversations, this.client.profiles]);
    const { route } = this.router;
    if (route.name === 'conversation') this.#last = route.id;
    if (route.name === 'home' && this.#last) {
      this.#leaving = this.#last;
      this.#last = '';
    }
    this.notices.open = this.#last;
    this.client.sync.show(this.#last ? [this.#last] : []);
  }

  updated() {
    const side = /** @type {import('./side-pane.js').SidePane | null} */ (this.renderRoot.querySelector('side-pane'));
    if (this.#leaving) side?.focusOn(this.#leaving);
    this.#leaving = '';
    this.#title();
    this.#speakConnection();
  }

  render() {
    const { client } = this;
    const { route } = this.router;
    const online = client.socket.status.state === 'online';
    return html`
      ${this.#last ? html`<button class="button skip" @click=${this.#skip}>${t('app.skip')}</button>` : nothing}
      <div class="panes ${route.name === 'conversation' || route.name === 'person' ? 'talking' : ''}">
        <connection-banner .status=${client.socket.status} ?offline=${!navigator.onLine && !online}
          @now=${() => client.socket.nudge()} @reload=${() => location.reload()}></connection-banner>
        <verify-reminder .client=${client} .notices=${this.notices}></verify-reminder>
        <side-pane .client=${client} .router=${this.router} .notices=${this.notices} theme=${this.theme.name} selected=${this.#last}
          ?connected=${online} @theme=${detail((theme) => this.#choose(theme))} @leave=${this.#leave}></side-pane>
        <main>${this.#main()}</main>
      </div>
      <confirm-dialog heading=${t('signOut.title')} text=${t('signOut.text', { count: client.outbox.entries.length })}
        yes=${t('signOut.leave')} no=${t('signOut.stay')}></confirm-dialog>`;
  }

  #main() {
    const { client, router, notices } = this;
    const { route } = router;
    if (route.name === 'person') {
      return keyed(
        route.id,
        html`<person-pane .client=${client} .router=${router} .notices=${notices} accountId=${route.id}
          home=${this.#last ? `#/c/${this.#last}` : '#/'}></person-pane>`,
      );
    }
    if (this.#last) {
      return keyed(
        this.#last,
        html`<conversation-pane .client=${client} .router=${router} .notices=${notices}
          conversationId=${this.#last}></conversation-pane>`,
      );
    }
    return html`<empty-state heading=${t('conversation.none.title')} text=${t('conversation.none.text')}><brand-mark slot="mark" class="mark"></brand-mark></empty-state>`;
  }

  #skip() {
    /** @type {HTMLElement | null} */ (this.renderRoot.querySelector('conversation-pane, person-pane'))?.focus();
  }

  /** On all my devices. @param {import('./theme.js').ThemeName} theme */
  async #choose(theme) {
    try {
      await this.client.settings.change({ theme });
    } catch (failure) {
      this.notices.toast(problemText(Problem.of(failure)));
    }
  }

  async #leave() {
    this.requestUpdate();
    await this.updateComplete;
    const dialog = /** @type {import('../components/confirm-dialog/confirm-dialog.js').ConfirmDialog} */ (
      this.renderRoot.querySelector('confirm-dialog')
    );
    if (this.client.outbox.entries.length > 0 && !(await dialog.ask())) return;
    this.dispatchEvent(new CustomEvent('sign-out'));
  }

  #title() {
    const { unread } = this.client.conversations;
    const pane = /** @type {import('./conversation-pane.js').ConversationPane | null} */ (
      this.renderRoot.querySelector('conversation-pane')
    );
    const { route } = this.router;
    const name = {
      conversation: () => pane?.other?.displayName,
      person: () => this.client.profiles.get(/** @type {any} */ (route).id)?.displayName,
    }[/** @type {'conversation' | 'person'} */ (route.name)]?.();
    document.title = [unread > 0 ? `(${unread > 99 ? '99+' : unread})` : '', name ? `${name} ·` : '', t('app.name')]
      .filter(Boolean)
      .join(' ');
  }

  /** Losing the connection and having it back are said once, not with each try. */
  #speakConnection() {
    const { state } = this.client.socket.status;
    const next =
      { online: 'online', waiting: 'lost', refused: 'refused' }[/** @type {string} */ (state)] ?? this.#spoken;
    if (next === this.#spoken) return;
    const first = this.#spoken === undefined;
    this.#spoken = next;
    if (next === 'online' && first) return;
    const key =
      { online: /** @type {const} */ ('connection.back'), refused: /** @type {const} */ ('connection.refused') }[
        next ?? ''
      ] ?? 'connection.retrying';
    queueMicrotask(() => this.notices.announce(t(key)));
  }
}

customElements.define('chat-page', ChatPage);
