import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { brokenRules } from '../webroot/models/sign-up-rules.js';
import { Server, server } from '../webroot/models/server.js';
import { settled, useFakeTime } from './helpers.js';

const INFO = {
  version: '0.1.0',
  maxBodyBytes: 65_536,
  features: [],
  signUp: { mode: 'open', verifiedEmail: false, fields: { password: { minLength: 12, maxLength: 20 } } },
  messages: { maxChars: 100, pageSize: 15 },
  profile: { displayNameMaxChars: 50, aboutMaxChars: 500, pictureMaxBytes: 1 },
  throttle: {},
};

describe('what the server says of itself', () => {
  /** @type {ReturnType<typeof useFakeTime>} */ let time;
  beforeEach(() => (time = useFakeTime()));
  afterEach(() => time.end());

  it('is the contract until it has answered, and asked for again until then', async () => {
    const asked = new Server();
    let refusals = 2;
    const send = async () => {
      if (refusals-- > 0) throw new Error('out of reach');
      return INFO;
    };
    asked.ask(/** @type {any} */ (send));
    await settled();
    assert.equal(asked.messages.maxChars, 16_000);
    await time.pass(60_000);
    assert.equal(asked.messages.maxChars, 100);
  });

  it('bounds what is typed', async () => {
    const person = { firstName: 'Asha', lastName: 'M', email: 'a@b.example', username: 'asha', password: 'mvua-kubwa' };
    assert.deepEqual(brokenRules('password', person), []);
    await server.ask(/** @type {any} */ (async () => INFO));
    assert.deepEqual(brokenRules('password', person), ['minLength']);
    assert.deepEqual(brokenRules('password', { ...person, password: 'mvua-kubwa-jana-usiku' }), ['maxLength']);
  });
});
