import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { Kept } from '../webroot/lib/storage.js';
import { Settings } from '../webroot/models/settings.js';

const TOLD = {
  privacy: { whoMayMessage: /** @type {const} */ ('anyone'), readReceipts: true, presence: true },
  notifications: { sound: true, desktop: true, preview: true },
  theme: /** @type {const} */ ('light'),
  language: /** @type {const} */ ('sw'),
};

/** A server that answers when told to. */
class Server {
  /** @type {{changes: any, done: (now: any) => void, fail: (problem: Error) => void}[]} */ asked = [];
  now = { ...TOLD, position: 3 };

  async getSettings() {
    return this.now;
  }

  /** @param {any} changes @returns {Promise<any>} */
  changeSettings(changes) {
    return new Promise((done, fail) => {
      this.asked.push({ changes, done, fail });
    });
  }

  async next() {
    while (this.asked.length === 0) await Promise.resolve();
    return /** @type {Server['asked'][0]} */ (this.asked.shift());
  }
}

describe('settings', () => {
  /** @type {Server} */ let server;
  /** @type {Map<string, string>} */ let storage;
  /** @type {Settings} */ let settings;

  const open = () => {
    const map = storage;
    const asStorage = /** @type {any} */ ({
      getItem: (/** @type {string} */ key) => map.get(key) ?? null,
      setItem: (/** @type {string} */ key, /** @type {string} */ value) => map.set(key, value),
    });
    return new Settings({ api: server, kept: new Kept(asStorage, 'me.') });
  };

  beforeEach(() => {
    server = new Server();
    storage = new Map();
    settings = open();
  });

  it('are the defaults until there is something to go by', async () => {
    assert.equal(settings.heard, false);
    assert.equal(settings.value.theme, 'system');
    await settings.load();
    assert.equal(settings.heard, true);
    assert.deepEqual(settings.value, TOLD);
  });

  it('are kept in this browser', async () => {
    await settings.load();
    assert.deepEqual(open().value, TOLD);
    assert.equal(open().heard, true);
    assert.equal(open().known, false);
  });

  it('show a change at once, and keep it when the server has it', async () => {
    await settings.load();
    const changed = settings.change({ theme: 'dark' });
    assert.equal(settings.value.theme, 'dark');
    (await server.next()).done({ ...TOLD, theme: 'dark', position: 4 });
    await changed;
    assert.equal(settings.value.theme, 'dark');
  });

  it('take back what the server refuses, and no other change', async () => {
    await settings.load();
    const refused = settings.change({ privacy: { presence: false } });
    const taken = settings.change({ privacy: { readReceipts: false } });
    (await server.next()).fail(new Error('no'));
    await assert.rejects(refused);
    assert.deepEqual(settings.value.privacy, { ...TOLD.privacy, readReceipts: false });
    const now = { ...TOLD, privacy: { ...TOLD.privacy, readReceipts: false }, position: 4 };
    (await server.next()).done(now);
    await taken;
    assert.deepEqual(settings.value.privacy, now.privacy);
  });

  it('send one change after the other', async () => {
    const first = settings.change({ theme: 'dark' });
    const second = settings.change({ theme: 'light' });
    const one = await server.next();
    await Promise.resolve();
    assert.equal(server.asked.length, 0);
    one.done({ ...TOLD, theme: 'dark', position: 4 });
    await first;
    assert.equal(settings.value.theme, 'light');
    (await server.next()).done({ ...TOLD, theme: 'light', position: 5 });
    await second;
    assert.equal(settings.value.theme, 'light');
  });

  it('follow another device, and nothing older than what is known', async () => {
    await settings.load();
    const data = { ...TOLD, theme: /** @type {const} */ ('dark') };
    settings.apply({ type: 'settings-changed', position: 5, data });
    assert.equal(settings.value.theme, 'dark');
    settings.apply({ type: 'settings-changed', position: 4, data: TOLD });
    await settings.load();
    assert.equal(settings.value.theme, 'dark');
    settings.apply({ type: 'conversation-read', position: 9, data: {} });
    assert.equal(settings.value.theme, 'dark');
  });

  it('are kept no more when the answer comes after signing out', async () => {
    const loading = settings.load();
    settings.close();
    await loading;
    assert.equal(storage.size, 0);
  });
});
