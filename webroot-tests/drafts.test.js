import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Kept } from '../webroot/lib/storage.js';
import { Drafts } from '../webroot/models/drafts.js';
import { memoryStorage } from './helpers.js';

describe('drafts', () => {
  it('of several tabs are all kept', () => {
    const storage = memoryStorage();
    const [one, other] = [1, 2].map(() => new Drafts({ kept: new Kept(storage, '') }));
    one.set('first', 'Habari');
    other.set('second', 'Mambo');
    one.set('third', 'Jambo');
    const later = new Drafts({ kept: new Kept(storage, '') });
    assert.deepEqual(
      ['first', 'second', 'third'].map((id) => later.get(id)),
      ['Habari', 'Mambo', 'Jambo'],
    );
    assert.equal(one.get('second'), 'Mambo');
  });

  it('stay in this tab where the browser keeps nothing', () => {
    const full = { ...memoryStorage(), setItem: () => assert.fail('full') };
    for (const storage of [undefined, full]) {
      const drafts = new Drafts({ kept: new Kept(/** @type {any} */ (storage), '') });
      drafts.set('first', 'Habari');
      drafts.set('second', 'Mambo');
      assert.deepEqual([drafts.get('first'), drafts.get('second')], ['Habari', 'Mambo']);
    }
  });
});
