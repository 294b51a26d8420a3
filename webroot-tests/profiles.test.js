import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { Problem } from '../webroot/lib/problem.js';
import { applySnapshot } from '../webroot/models/conversation.js';
import { Conversations } from '../webroot/models/conversations.js';
import { Profiles } from '../webroot/models/profiles.js';
import { JUMA, ME, conversation, settled, useFakeTime } from './helpers.js';

/** @param {string} id @param {string} displayName @param {number} revision */
const profile = (id, displayName, revision) => ({
  id,
  username: 'juma',
  displayName,
  picture: '/api/v1/pictures/7-QQ/256',
  revision,
  createdAt: '2026-01-01T00:00:00.000Z',
  about: '',
});

const me = {
  ...profile(ME, 'Asha', 1),
  firstName: 'Asha',
  lastName: 'Mwangi',
  email: 'asha@example.org',
  role: /** @type {const} */ ('user'),
  emailVerified: true,
  passwordTemporary: false,
};

/** @param {import('../webroot/lib/api.js').Conversation | undefined} one */
const names = (one) => one?.members.map((member) => member.account.displayName);

describe('profiles', () => {
  /** @type {ReturnType<typeof useFakeTime>} */ let time;
  /** @type {Profiles} */ let profiles;
  /** @type {Conversations} */ let conversations;
  /** @type {string[]} */ let asked;
  /** @type {() => any} */ let changes;

  beforeEach(() => {
    time = useFakeTime();
    asked = [];
    changes = () => ({ items: [profile(JUMA, 'Juma O.', 7)], more: false });
    conversations = new Conversations({ api: /** @type {any} */ ({}), me: ME });
    conversations.put(conversation());
    profiles = new Profiles({
      me,
      api: {
        updateProfile: async (asChanged) => ({ ...me, ...asChanged, revision: 2 }),
        setPicture: async () => ({ ...me, picture: '/api/v1/pictures/1-QQ/256', revision: 2 }),
        removePicture: async () => me,
        getAccount: async (id) => profile(id, 'Juma Otieno', 3),
        async listProfileChanges(since) {
          asked.push(since);
          return changes();
        },
      },
      onProfile: (one) => conversations.profile(one),
      random: () => 0.5,
    });
  });
  afterEach(() => {
    profiles.close();
    time.end();
  });

  it('are shown as they are now wherever somebody is shown', () => {
    profiles.take(profile(JUMA, 'Juma Otieno', 2));
    assert.deepEqual(names(conversations.get(conversation().id)), ['asha', 'Juma Otieno']);
  });

  it('never become older, whatever comes late', () => {
    profiles.take(profile(JUMA, 'Juma Otieno', 2));
    profiles.take(profile(JUMA, 'Juma', 1));
    assert.equal(profiles.get(JUMA)?.displayName, 'Juma Otieno');
    conversations.put(conversation({ head: 9 }));
    assert.deepEqual(names(conversations.get(conversation().id)), ['asha', 'Juma Otieno']);
  });

  it('in a snapshot count when they are newer, even if the snapshot is not', () => {
    const fresh = conversation({ head: 5 });
    const late = conversation({
      members: [{ account: profile(JUMA, 'Juma Otieno', 2), role: 'member' }],
    });
    assert.deepEqual(names(applySnapshot(fresh, late)), ['asha', 'Juma Otieno']);
  });

  it('of my own keep what only I see', () => {
    profiles.take(profile(ME, 'Asha Mwangi', 2));
    assert.equal(profiles.me.displayName, 'Asha Mwangi');
    assert.equal(profiles.me.email, 'asha@example.org');
    profiles.takeMe(me);
    assert.equal(profiles.me.displayName, 'Asha Mwangi');
  });

  it('of my own are known as soon as they are stored', async () => {
    await profiles.update({ displayName: 'Asha M.' });
    assert.equal(profiles.me.displayName, 'Asha M.');
    assert.deepEqual(names(conversations.get(conversation().id)), ['Asha M.', 'juma']);
  });

  it('of my own keep that my email is confirmed', () => {
    const unconfirmed = { ...me, emailVerified: false };
    profiles.takeMe({ ...unconfirmed, email: 'new@example.org' });
    profiles.verified('asha@example.org');
    assert.equal(profiles.me.emailVerified, false);
    profiles.verified('new@example.org');
    profiles.takeMe({ ...unconfirmed, email: 'new@example.org' });
    assert.equal(profiles.me.emailVerified, true);
    profiles.takeMe(unconfirmed);
    assert.equal(profiles.me.emailVerified, false);
  });

  it('that changed while the connection was lost are asked for once, a moment later', async () => {
    profiles.missed('2026-01-02T03:00:00.000Z');
    profiles.missed('2026-01-02T03:04:00.000Z');
    assert.deepEqual(asked, []);
    await time.pass(5_000);
    assert.deepEqual(asked, ['2026-01-02T03:00:00.000Z']);
    assert.deepEqual(names(conversations.get(conversation().id)), ['asha', 'Juma O.']);
  });

  it('that could not be asked for are asked for on the next return', async () => {
    changes = () => {
      throw Problem.unreachable();
    };
    profiles.missed('2026-01-02T03:00:00.000Z');
    await time.pass(5_000);
    changes = () => ({ items: [], more: false });
    profiles.missed('2026-01-02T03:04:00.000Z');
    await time.pass(5_000);
    assert.deepEqual(asked, ['2026-01-02T03:00:00.000Z', '2026-01-02T03:00:00.000Z']);
  });

  it('that are looked at are read anew', async () => {
    const loading = profiles.load(JUMA);
    await settled();
    await loading;
    assert.equal(profiles.get(JUMA)?.displayName, 'Juma Otieno');
  });
});
