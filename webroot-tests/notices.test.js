import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Notices } from '../webroot/app/notices.js';

describe('what is said to screen readers', () => {
  it('differs when it is the same twice, or else nothing would be heard', () => {
    const notices = new Notices();
    const said = ['You are contacts now.', 'You are contacts now.', 'You are contacts now.'].map((text) => {
      notices.announce(text);
      return notices.announcement;
    });
    assert.ok(said.every((text, index) => text.trim() === 'You are contacts now.' && text !== said[index - 1]));
  });

  it('is forgotten with the account', () => {
    const notices = new Notices();
    notices.announce('Juma says: siri');
    notices.forget();
    assert.equal(notices.announcement, '');
  });
});
