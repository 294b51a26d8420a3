import { Problem } from './problem.js';
import { StrangerApi } from './stranger-api.js';

/**
 * @typedef {import('./http.js').Send} Send
 * @typedef {import('./http.js').RequestOptions} RequestOptions
 * @typedef {import('./tokens.js').TokenSource} TokenSource
 * @typedef {import('./tokens.js').Account} Account
 * @typedef {import('./tokens.js').Profile} Profile
 * @typedef {import('./tokens.js').Session} Session
 * @typedef {import('./tokens.js').Me} Me
 * @typedef {{id: string, conversationId: string, position: number, number: number, senderId: string,
 *   clientId: string, text: string, at: string}} Message
 * @typedef {{account: Account, role: 'owner' | 'admin' | 'member'}} Member
 * @typedef {{id: string, kind: 'one-to-one' | 'group', members: Member[], head: number, messageCount: number,
 *   lastMessage: Message | null, lastActivityAt: string, readPosition: number, readNumber: number,
 *   unread: number, mayPost: boolean, accepted: boolean, createdAt: string}} Conversation
 * @typedef {{account: Account, message: string | null, at: string}} ContactEntry
 * @typedef {{accountId: string, state: 'none' | 'outgoing' | 'incoming' | 'contact', blocked: boolean,
 *   mayMessage: boolean, message: string | null, at: string | null}} Relation
 * @typedef {{conversationId: string, readPosition: number, readNumber: number}} ReadState
 * @typedef {{type: string, stream: string, position: number, at: string, data: any}} StreamEvent
 * @typedef {{items: Message[], older: boolean, newer: boolean, head: number}} MessagePage
 * @typedef {{items: StreamEvent[], head: number}} EventPage
 * @typedef {{password: string, code?: string}} Proof
 * @typedef {{enabled: boolean, enabledAt: string | null, recoveryCodesLeft: number}} TwoFactorState
 * @typedef {{secret: string, uri: string, qr: {size: number, path: string}}} TwoFactorBegun
 * @typedef {{id: string, client: string | null, system: string | null, userAgent: string, address: string,
 *   createdAt: string, lastUsedAt: string, current: boolean}} SessionSummary
 * @typedef {{privacy: {whoMayMessage: 'anyone' | 'contacts', readReceipts: boolean, presence: boolean},
 *   notifications: {sound: boolean, desktop: boolean, preview: boolean}, theme: 'system' | 'light' | 'dark',
 *   language: 'auto' | 'en' | 'sw'}} Settings
 * @typedef {{privacy?: Partial<Settings['privacy']>, notifications?: Partial<Settings['notifications']>,
 *   theme?: Settings['theme'], language?: Settings['language']}} ChangeSettings
 * @typedef {{position: number, at: string, type: string, account: {id: string, username: string} | null, address: string,
 *   detail: Record<string, string>}} Activity
 * @typedef {{fingerprint: string, position: number, level: 'warn' | 'error', logger: string, message: string, exception: string,
 *   place: string, times: number, firstAt: string, lastAt: string, requestId: string | null}} LoggedError
 * @typedef {{firstName: string, lastName: string, email: string, username: string, password: string, invitation?: string}} SignUp
 */

/** @template T @typedef {{items: T[], next: string | null}} Page */

/** The operations of openapi.yaml, by their operationId. Each fails with a Problem. */
export class Api {
  /** @param {{send: Send, tokens: TokenSource}} parts */
  constructor({ send, tokens }) {
    this.send = send;
    this.tokens = tokens;
    this.strangers = new StrangerApi((method, path, options) => this.call(method, path, options));
  }

  /** @param {SignUp} body @returns {Promise<Me>} */
  signUp(body) {
    return this.send('POST', '/accounts', { body });
  }

  /** @param {string} login @param {string} password @param {string} [code] of the second factor
   * @returns {Promise<Session>} */
  signIn(login, password, code) {
    return this.send('POST', '/sessions', { body: { login, password, code, refreshIn: 'cookie' } });
  }

  /** Sends the link that confirms my email. @returns {Promise<void>} */
  requestVerification() {
    return this.call('POST', '/me/verification');
  }

  /** @param {string} token @returns {Promise<void>} */
  verifyEmail(token) {
    return this.send('POST', '/verifications', { body: { token } });
  }

  /** @param {string} email @returns {Promise<void>} */
  requestPasswordReset(email) {
    return this.send('POST', '/password-resets', { body: { email } });
  }

  /** @param {string} token @param {string} password @returns {Promise<void>} */
  resetPassword(token, password) {
    return this.send('PUT', '/password-resets', { body: { token, password } });
  }

  /** @param {{current: string, password: string, code?: string}} body @returns {Promise<void>} */
  changePassword(body) {
    return this.call('PUT', '/me/password', { body });
  }

  /** @param {string} token @returns {Promise<void>} */
  signOut(token) {
    return this.send('DELETE', '/sessions/current', { token });
  }

  /** @param {Proof} body @returns {Promise<Blob>} */
  exportMyData(body) {
    return this.call('POST', '/me/export', { body, file: true });
  }

  /** @param {Proof & {messages: 'keep' | 'remove'}} body @returns {Promise<void>} */
  deleteMe(body) {
    return this.call('POST', '/me/deletion', { body });
  }

  /** @returns {Promise<TwoFactorState>} */
  getTwoFactor() {
    return this.call('GET', '/me/two-factor');
  }

  /** @param {string} password @returns {Promise<TwoFactorBegun>} */
  beginTwoFactor(password) {
    return this.call('POST', '/me/two-factor', { body: { password } });
  }

  /** @param {string} code @returns {Promise<{recoveryCodes: string[]}>} */
  confirmTwoFactor(code) {
    return this.call('PUT', '/me/two-factor', { body: { code } });
  }

  /** @param {Proof} body @returns {Promise<void>} */
  disableTwoFactor(body) {
    return this.call('POST', '/me/two-factor/removal', { body });
  }

  /** @param {Proof} body @returns {Promise<{recoveryCodes: string[]}>} */
  newRecoveryCodes(body) {
    return this.call('POST', '/me/two-factor/recovery-codes', { body });
  }

  /** @returns {Promise<{items: SessionSummary[]}>} */
  listSessions() {
    return this.call('GET', '/me/sessions');
  }

  /** @param {string} id @returns {Promise<void>} */
  revokeSession(id) {
    return this.call('DELETE', `/me/sessions/${encodeURIComponent(id)}`);
  }

  /** @returns {Promise<void>} */
  revokeOtherSessions() {
    return this.call('DELETE', '/me/sessions');
  }

  /** @returns {Promise<Settings & {position: number}>} */
  getSettings() {
    return this.call('GET', '/me/settings');
  }

  /** @param {ChangeSettings} body @returns {Promise<Settings & {position: number}>} */
  changeSettings(body) {
    return this.call('PATCH', '/me/settings', { body });
  }

  /** @param {{query?: string, cursor?: string | null, limit?: number}} query @param {AbortSignal} [signal]
   * @returns {Promise<Page<Account>>} */
  listAccounts(query, signal) {
    return this.call('GET', '/accounts', { query, signal });
  }

  /** @param {string} id @returns {Promise<Profile>} */
  getAccount(id) {
    return this.call('GET', `/accounts/${encodeURIComponent(id)}`);
  }

  /** @param {{displayName?: string, about?: string}} body @returns {Promise<Me>} */
  updateProfile(body) {
    return this.call('PATCH', '/me/profile', { body });
  }

  /** @param {Blob} content a JPEG or PNG @returns {Promise<Me>} */
  setPicture(content) {
    return this.call('PUT', '/me/picture', { content });
  }

  /** @returns {Promise<Me>} */
  removePicture() {
    return this.call('DELETE', '/me/picture');
  }

  /** @param {string} since a time of the server @returns {Promise<{items: Profile[], more: boolean}>} */
  listProfileChanges(since) {
    return this.call('GET', '/profile-changes', { query: { since } });
  }

  /** @param {{cursor?: string | null, limit?: number}} query @returns {Promise<Page<ContactEntry>>} */
  listContacts(query) {
    return this.call('GET', '/contacts', { query });
  }

  /** @param {string} id of the other account @returns {Promise<Relation>} */
  getRelation(id) {
    return this.call('GET', `/contacts/${encodeURIComponent(id)}`);
  }

  /** @param {string} id of the other account @returns {Promise<void>} */
  removeContact(id) {
    return this.call('DELETE', `/contacts/${encodeURIComponent(id)}`);
  }

  /** @param {{direction: 'incoming' | 'outgoing', cursor?: string | null, limit?: number}} query
   * @returns {Promise<Page<ContactEntry>>} */
  listContactRequests(query) {
    return this.call('GET', '/contact-requests', { query });
  }

  /** @param {string} accountId @param {string} [message] the first one @returns {Promise<Relation>} */
  requestContact(accountId, message) {
    return this.call('POST', '/contact-requests', { body: { accountId, message } });
  }

  /** @param {string} id of the other account @returns {Promise<void>} */
  cancelContactRequest(id) {
    return this.call('DELETE', `/contact-requests/${encodeURIComponent(id)}`);
  }

  /** @param {string} id of the other account @returns {Promise<Relation>} */
  acceptContactRequest(id) {
    return this.call('POST', `/contact-requests/${encodeURIComponent(id)}/accept`);
  }

  /** @param {string} id of the other account @returns {Promise<void>} */
  declineContactRequest(id) {
    return this.call('POST', `/contact-requests/${encodeURIComponent(id)}/decline`);
  }

  /** @param {{cursor?: string | null, limit?: number}} query @returns {Promise<Page<ContactEntry>>} */
  listBlocks(query) {
    return this.call('GET', '/blocks', { query });
  }

  /** @param {string} id of the other account @returns {Promise<void>} */
  blockAccount(id) {
    return this.call('PUT', `/blocks/${encodeURIComponent(id)}`);
  }

  /** @param {string} id of the other account @returns {Promise<void>} */
  unblockAccount(id) {
    return this.call('DELETE', `/blocks/${encodeURIComponent(id)}`);
  }

  /** @param {Record<string, string | number | undefined>} query type, account, from, to, cursor, after, limit
   * @returns {Promise<Page<Activity> & {head: number}>} */
  listActivity(query) {
    return this.call('GET', '/admin/activity', { query });
  }

  /** @param {Record<string, string | number | undefined>} query level, from, to, cursor, after, limit
   * @returns {Promise<Page<LoggedError> & {head: number}>} */
  listErrors(query) {
    return this.call('GET', '/admin/errors', { query });
  }

  /** @param {{cursor?: string | null, limit?: number}} query @returns {Promise<Page<Conversation>>} */
  listConversations(query) {
    return this.call('GET', '/conversations', { query });
  }

  /** @param {string} accountId @returns {Promise<Conversation>} */
  createConversation(accountId) {
    return this.call('POST', '/conversations', { body: { accountId } });
  }

  /** @param {string} id @returns {Promise<Conversation>} */
  getConversation(id) {
    return this.call('GET', `/conversations/${encodeURIComponent(id)}`);
  }

  /** @param {string} id @param {number} position @returns {Promise<ReadState>} */
  markRead(id, position) {
    return this.call('PUT', `/conversations/${encodeURIComponent(id)}/read`, { body: { position } });
  }

  /** @param {string} id @param {{clientId: string, text: string}} body @returns {Promise<Message>} */
  postMessage(id, { clientId, text }) {
    return this.call('POST', `/conversations/${encodeURIComponent(id)}/messages`, { body: { clientId, text } });
  }

  /** @param {string} id @param {{before?: number, after?: number, around?: number, limit?: number}} [query]
   * @returns {Promise<MessagePage>} */
  listMessages(id, query) {
    return this.call('GET', `/conversations/${encodeURIComponent(id)}/messages`, { query });
  }

  /** @param {string} stream @param {number} after @param {number} [limit] @returns {Promise<EventPage>} */
  listEvents(stream, after, limit) {
    return this.call('GET', `/streams/${encodeURIComponent(stream)}/events`, { query: { after, limit } });
  }

  /** Sends with a token; one that the server refuses is replaced once.
   * @param {string} method @param {string} path @param {RequestOptions} [options] */
  async call(method, path, options = {}) {
    const token = await this.tokens.valid();
    try {
      return await this.send(method, path, { ...options, token });
    } catch (failure) {
      if (!(failure instanceof Problem) || failure.status !== 401 || !failure.ours) throw failure;
      return this.send(method, path, { ...options, token: await this.tokens.other(token) });
    }
  }
}
