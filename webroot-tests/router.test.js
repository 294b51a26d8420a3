import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hrefOf, parseRoute } from '../webroot/lib/router.js';
import { brokenRules } from '../webroot/models/sign-up-rules.js';
import { CONVERSATION, JUMA } from './helpers.js';

describe('addresses', () => {
  it('lead where they say, and back', () => {
    for (const href of [
      '#/',
      '#/sign-in',
      '#/sign-up',
      '#/people',
      '#/forgotten',
      '#/verify/a_-B9',
      '#/reset/a_-B9',
      // Broken on its way: the page says so.
      '#/reset/a.b',
      '#/confirm-email/',
      `#/c/${CONVERSATION}`,
      `#/people/${JUMA}`,
    ]) {
      assert.equal(hrefOf(parseRoute(href)), href);
    }
  });

  it('lead home when they are not known', () => {
    for (const href of ['', '#', '#/c/', '#/c/nonsense', '#/admin', '#/admin/x', '#/verify', '#/c/../..']) {
      assert.deepEqual(parseRoute(href), { name: 'home' });
    }
  });
});

describe('the hints of signing up', () => {
  const person = {
    firstName: 'Asha',
    lastName: 'Mwangi',
    email: 'asha@example.org',
    username: 'asha.m',
    password: 'mvua-kubwa-jana',
  };

  it('find nothing wrong with a good form', () => {
    for (const field of /** @type {(keyof typeof person)[]} */ (Object.keys(person))) {
      assert.deepEqual(brokenRules(field, person), [], field);
    }
  });

  it('name every broken rule of a field', () => {
    const bad = { firstName: ' ', lastName: '', email: 'nope', username: 'a!', password: '1234' };
    assert.deepEqual(
      /** @type {(keyof typeof bad)[]} */ (Object.keys(bad)).map((field) => brokenRules(field, bad)),
      [['required'], ['required'], ['email'], ['minLength', 'pattern'], ['minLength', 'notOnlyDigits']],
    );
  });

  it('tell a password that is a name and little more', () => {
    const verdicts = ['asha1234', 'AshaMwangi', 'mwangi.asha!', 'asha@example.org', 'asha-kubwa-jana'].map((password) =>
      brokenRules('password', { ...person, password }),
    );
    assert.deepEqual(verdicts, [['notSimilar'], ['notSimilar'], ['notSimilar'], ['notSimilar'], []]);
  });
});
