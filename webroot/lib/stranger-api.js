/**
 * @typedef {import('./http.js').RequestOptions} RequestOptions
 * @typedef {import('./api.js').Message} Message
 * @typedef {import('./tokens.js').Account} Account
 * @typedef {'spam' | 'abuse' | 'impersonation' | 'other'} Reason
 * @typedef {{id: string, at: string, reporter: Account, account: Account, reason: Reason, comment: string,
 *   conversationId: string | null, messages: Message[]}} Report
 */

/** The operations of openapi.yaml on people who are no contacts. Each fails with a Problem. */
export class StrangerApi {
  #call;

  /** @param {(method: string, path: string, options?: RequestOptions) => Promise<any>} call with a token */
  constructor(call) {
    this.#call = call;
  }

  /** @param {string} id of a conversation @returns {Promise<void>} */
  acceptConversation(id) {
    return this.#call('PUT', `/conversations/${encodeURIComponent(id)}/acceptance`);
  }

  /** @param {{accountId: string, conversationId?: string, reason: string, comment?: string}} body @returns {Promise<void>} */
  reportAccount(body) {
    return this.#call('POST', '/reports', { body });
  }

  /** For administrators.
   * @param {{cursor?: string | null, limit?: number}} query
   * @returns {Promise<{items: Report[], next: string | null}>} */
  listReports(query) {
    return this.#call('GET', '/admin/reports', { query });
  }
}
