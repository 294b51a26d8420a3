/**
 * Operations of openapi.yaml on what one signed up with, and on who may join. Each fails with a Problem.
 * @typedef {import('./api.js').Api} Api
 * @typedef {import('./api.js').Proof} Proof
 * @typedef {import('./tokens.js').Me} Me
 * @typedef {{email: string | null, expiresAt: string | null}} EmailChange
 * @typedef {'open' | 'invitation' | 'domains' | 'closed'} SignUpMode
 * @typedef {{mode: SignUpMode, domains: string[], passwordMinLength: number}} SignUpInfo
 * @typedef {{mode: SignUpMode, domains: string[], changedAt: string | null}} SignUpPolicy
 * @typedef {{invitedBy: string, email: string | null, expiresAt: string}} InvitationShown
 * @typedef {{id: string, madeBy: {id: string, username: string}, email: string | null, link: string | null, uses: number,
 *   mostUses: number, madeAt: string, expiresAt: string, state: 'open' | 'used' | 'expired' | 'revoked'}} Invitation
 * @typedef {{firstName: string, lastName: string, email: string, username: string, password: 'mail' | 'temporary'}} NewAccount
 * @typedef {{id: string, username: string, email: string, temporaryPassword: string | null}} MadeAccount
 */

/** @param {Api} api @param {Proof & {firstName?: string, lastName?: string, username?: string}} body @returns {Promise<Me>} */
export const updateMe = (api, body) => api.call('PATCH', '/me', { body });

/** @param {Api} api @returns {Promise<EmailChange>} */
export const getEmailChange = (api) => api.call('GET', '/me/email-change');

/** @param {Api} api @param {Proof & {email: string}} body @returns {Promise<EmailChange>} */
export const requestEmailChange = (api, body) => api.call('PUT', '/me/email-change', { body });

/** @param {Api} api @returns {Promise<void>} */
export const cancelEmailChange = (api) => api.call('DELETE', '/me/email-change');

/** @param {Api} api @param {string} token @returns {Promise<void>} */
export const confirmEmailChange = (api, token) => api.send('POST', '/email-changes', { body: { token } });

/** @param {Api} api @param {string} token @returns {Promise<{resetToken: string}>} */
export const undoEmailChange = (api, token) => api.send('POST', '/email-changes/undo', { body: { token } });

/** @param {Api} api @returns {Promise<SignUpInfo>} */
export const getSignUp = (api) => api.send('GET', '/sign-up');

/** Characters of a new password, at least; what every server wants where this one does not say. @param {Api} api */
export const leastPassword = (api) =>
  getSignUp(api).then(
    ({ passwordMinLength }) => passwordMinLength,
    () => 8,
  );

/** @param {Api} api @param {string} token @returns {Promise<InvitationShown>} */
export const readInvitation = (api, token) => api.send('POST', '/invitations', { body: { token } });

/** @param {Api} api @returns {Promise<SignUpPolicy>} */
export const getSignUpPolicy = (api) => api.call('GET', '/admin/sign-up');

/** @param {Api} api @param {{mode: SignUpMode, domains: string[]}} body @returns {Promise<SignUpPolicy>} */
export const changeSignUpPolicy = (api, body) => api.call('PUT', '/admin/sign-up', { body });

/** @param {Api} api @param {{cursor?: string | null, limit?: number}} query
 * @returns {Promise<import('./api.js').Page<Invitation>>} */
export const listInvitations = (api, query) => api.call('GET', '/admin/invitations', { query });

/** @param {Api} api @param {{email?: string, mostUses?: number, days?: number}} body @returns {Promise<Invitation>} */
export const createInvitation = (api, body) => api.call('POST', '/admin/invitations', { body });

/** @param {Api} api @param {string} id @returns {Promise<void>} */
export const revokeInvitation = (api, id) => api.call('DELETE', `/admin/invitations/${encodeURIComponent(id)}`);

/** @param {Api} api @param {NewAccount} body @returns {Promise<MadeAccount>} */
export const createAccount = (api, body) => api.call('POST', '/admin/accounts', { body });

/** @param {Api} api @param {Blob} file @param {'mail' | 'temporary'} password
 * @returns {Promise<{rows: number, items: MadeAccount[]}>} */
export const importAccounts = (api, file, password) =>
  api.call('POST', '/admin/accounts/import', { content: new Blob([file], { type: 'text/csv' }), query: { password } });
