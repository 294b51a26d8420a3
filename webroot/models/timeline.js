/**
 * @typedef {import('../lib/api.js').Message} Message
 * @typedef {import('./outbox.js').Entry} Entry
 * @typedef {{kind: 'day', key: string, at: string}} DayRow
 * @typedef {{kind: 'new', key: string}} NewRow
 * @typedef {{kind: 'message', key: string, text: string, at: string, senderId: string, mine: boolean, number?: number,
 *   first: boolean, last: boolean, state: 'stored' | import('./outbox.js').EntryState, entry?: Entry}} MessageRow
 * @typedef {DayRow | NewRow | MessageRow} Row
 */

/** Messages of one person within this time stand together. */
const TOGETHER_MILLIS = 5 * 60_000;

/** @param {string} at */
const localDay = (at) => new Date(at).toDateString();

/** @param {Row | undefined} one @param {Row} other */
function together(one, other) {
  return (
    one?.kind === 'message' &&
    other.kind === 'message' &&
    one.senderId === other.senderId &&
    Date.parse(other.at) - Date.parse(one.at) < TOGETHER_MILLIS
  );
}

/**
 * What a conversation shows, from top to bottom: days, the line above what is new, stored messages, and then what is not
 * confirmed yet. A message of mine keeps its key, the client id, from writing to history; others may have chosen the same
 * client id as I did.
 * @param {object} parts
 * @param {Message[]} parts.messages
 * @param {Entry[]} parts.entries of this conversation
 * @param {string} parts.me
 * @param {number} [parts.newAfter] the number of the last message read when the conversation was opened
 * @returns {Row[]}
 */
export function timeline({ messages, entries, me, newAfter = Infinity }) {
  const stored = new Set(messages.filter(({ senderId }) => senderId === me).map(({ clientId }) => clientId));
  /** @type {MessageRow[]} */
  const all = [
    ...messages.map((message) =>
      row(
        {
          ...message,
          key: message.senderId === me ? message.clientId : message.id,
          state: /** @type {const} */ ('stored'),
        },
        me,
      ),
    ),
    ...entries
      .filter((entry) => !stored.has(entry.clientId))
      .map((entry) => row({ ...entry, key: entry.clientId, senderId: me, entry }, me)),
  ];
  /** @type {Row[]} */
  const rows = [];
  let day = '';
  // Where the line belongs further up, among messages that are not loaded, it is left out.
  let newShown = messages.length > 0 && messages[0].number > newAfter + 1;
  for (const message of all) {
    if (localDay(message.at) !== day) {
      day = localDay(message.at);
      rows.push({ kind: 'day', key: `day ${day}`, at: message.at });
    }
    if (!newShown && !message.mine && (message.number ?? 0) > newAfter) {
      newShown = true;
      rows.push({ kind: 'new', key: 'new' });
    }
    const before = rows.at(-1);
    message.first = !together(before, message);
    if (!message.first && before?.kind === 'message') before.last = false;
    rows.push(message);
  }
  return rows;
}

/** @param {any} source @param {string} me @returns {MessageRow} */
function row({ key, text, at, senderId, state, entry, number }, me) {
  return {
    kind: 'message',
    key,
    text,
    at,
    senderId,
    number,
    state,
    entry,
    mine: senderId === me,
    first: true,
    last: true,
  };
}
