import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Problem } from '../webroot/lib/problem.js';
import { Contacts } from '../webroot/models/contacts.js';
import { JUMA, conversation, settled } from './helpers.js';

const AT = '2026-01-02T03:04:05.678Z';
const juma = conversation().members[1].account;
const entry = { account: juma, message: 'Habari?', at: AT };
const none = { items: [], next: null };

/** @param {Record<string, unknown>} [api] */
const contactsWith = (api = {}) => {
  /** @type {any[]} */
  const heard = [];
  const contacts = new Contacts({
    api: /** @type {any} */ ({
      listContactRequests: async () => none,
      listContacts: async () => none,
      listBlocks: async () => none,
      ...api,
    }),
    onAccess: (id) => heard.push(id),
    onRequest: (request) => heard.push(request.message),
  });
  return { contacts, heard };
};

/** @param {string} state */
const relation = (state) => ({
  accountId: JUMA,
  state,
  blocked: false,
  mayMessage: state === 'contact',
  message: null,
  at: null,
});

describe('contacts', () => {
  it('follow my personal stream', async () => {
    let now = relation('none');
    const { contacts, heard } = contactsWith({ getRelation: async () => now });
    contacts.apply({ type: 'ready', data: {} });
    await contacts.look(JUMA);
    contacts.apply({ type: 'contact-requested', data: { direction: 'incoming', ...entry } });
    assert.deepEqual(contacts.incoming.items, [entry]);
    assert.equal(contacts.relation(JUMA)?.state, 'incoming');
    contacts.apply({ type: 'contact-added', data: { account: juma, at: AT } });
    assert.deepEqual(contacts.incoming.items, []);
    assert.equal(contacts.relation(JUMA)?.state, 'contact');
    // Who takes messages from anyone may still be written to, which only the server knows.
    now = { ...relation('none'), mayMessage: true };
    contacts.apply({ type: 'contact-removed', data: { accountId: JUMA } });
    await settled();
    assert.deepEqual(contacts.relation(JUMA), now);
    contacts.apply({ type: 'account-blocked', data: { account: juma, at: AT } });
    assert.deepEqual(contacts.relation(JUMA), { ...relation('none'), blocked: true });
    contacts.apply({ type: 'account-unblocked', data: { accountId: JUMA } });
    await settled();
    assert.deepEqual(contacts.relation(JUMA), now);
    assert.deepEqual(heard, ['Habari?', JUMA, JUMA, JUMA, JUMA]);
  });

  it('look again when somebody was faster', async () => {
    const gone = new Problem({ type: '/problems/not-found', title: 'Not found', status: 404 });
    const { contacts } = contactsWith({
      declineContactRequest: () => Promise.reject(gone),
      getRelation: async () => relation('contact'),
    });
    await contacts.decline(JUMA);
    assert.equal(contacts.relation(JUMA)?.state, 'contact');
  });

  it('take nothing of a page that was asked for before they were read anew', async () => {
    /** @type {((failure: Problem) => void)[]} */
    const fail = [];
    let more = 0;
    const { contacts } = contactsWith({
      listContacts: (/** @type {{cursor?: string}} */ { cursor }) => {
        if (!cursor) return Promise.resolve({ items: [entry], next: 'next' });
        if (more++) return Promise.resolve(none);
        return new Promise((_, reject) => {
          fail.push(reject);
        });
      },
    });
    await contacts.all.load();
    const old = contacts.all.loadMore();
    await contacts.all.load();
    assert.equal(contacts.all.loadingMore, false);
    await contacts.all.loadMore();
    fail[0](Problem.unreachable());
    await old;
    assert.equal(contacts.all.problem, undefined);
    assert.equal(contacts.all.hasMore, false);
  });

  it('tell what fails otherwise', async () => {
    const away = Problem.unreachable();
    const { contacts } = contactsWith({ blockAccount: () => Promise.reject(away) });
    await assert.rejects(() => contacts.block(JUMA), away);
  });

  it('believe what was told meanwhile more than an answer', async () => {
    const answers = [relation('outgoing'), relation('contact')];
    /** @type {ReturnType<typeof contactsWith>} */
    const { contacts } = contactsWith({
      requestContact: async () => {
        contacts.apply({ type: 'contact-added', data: { account: juma, at: AT } });
        return relation('outgoing');
      },
      getRelation: async () => {
        if (answers.length === 2) contacts.apply({ type: 'contact-added', data: { account: juma, at: AT } });
        return answers.shift() ?? relation('contact');
      },
    });
    await contacts.all.load();
    await contacts.look(JUMA);
    assert.equal(contacts.relation(JUMA)?.state, 'contact');
    await contacts.request(JUMA);
    assert.equal(contacts.relation(JUMA)?.state, 'contact');
    assert.equal(contacts.all.items.length, 1);
  });

  it('ask for requests again with the next connection when they could not be had', async () => {
    let down = true;
    const { contacts } = contactsWith({
      listContactRequests: async () => {
        if (down) throw Problem.unreachable();
        return { items: [entry], next: null };
      },
    });
    await contacts.incoming.load();
    down = false;
    contacts.apply({ type: 'ready', data: {} });
    await settled();
    assert.deepEqual(contacts.incoming.items, [entry]);
  });
});
