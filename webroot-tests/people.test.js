import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { Problem } from '../webroot/lib/problem.js';
import { People } from '../webroot/models/people.js';
import { Later, ME, settled, useFakeTime } from './helpers.js';

/** @typedef {import('../webroot/lib/api.js').Account} Account */

/** @param {string} name @returns {Account} */
const person = (name) => ({
  id: name,
  username: name,
  displayName: name,
  picture: '/api/v1/pictures/7-QQ/256',
  revision: 0,
  createdAt: '2026-01-01T00:00:00.000Z',
});

describe('looking for people', () => {
  /** @type {ReturnType<typeof useFakeTime>} */ let time;
  /** @type {{query: any, later: Later<any>}[]} */ let asked;
  /** @type {People} */ let people;

  beforeEach(() => {
    time = useFakeTime();
    asked = [];
    people = new People({
      me: ME,
      api: {
        listAccounts(query) {
          const later = new Later();
          asked.push({ query, later });
          return later.promise;
        },
      },
    });
  });
  afterEach(() => {
    people.close();
    time.end();
  });

  it('asks once one stops typing', async () => {
    for (const query of ['j', 'ju', 'jum']) people.type(query);
    await time.pass(300);
    assert.deepEqual(
      asked.map(({ query }) => query.query),
      ['jum'],
    );
  });

  it('shows only the answer to the latest question', async () => {
    people.search('ju');
    people.search('as');
    asked[1].later.resolve({ items: [person('asha')], next: null });
    asked[0].later.resolve({ items: [person('juma')], next: null });
    await settled();
    assert.deepEqual(
      people.items.map(({ username }) => username),
      ['asha'],
    );
  });

  it('is not ready while what is listed answers an older question', async () => {
    people.search('');
    asked[0].later.resolve({ items: [person('asha')], next: null });
    await settled();
    people.type('ju');
    assert.equal(people.state, 'loading');
  });

  it('does not take an answer that was on its way when one typed on', async () => {
    people.search('');
    people.type('ju');
    asked[0].later.resolve({ items: [person('asha')], next: null });
    await settled();
    assert.deepEqual([people.state, people.items], ['loading', []]);
  });

  it('goes on page by page, without me', async () => {
    people.search('');
    asked[0].later.resolve({ items: [person('asha'), { ...person('me'), id: ME }], next: 'more' });
    await settled();
    people.loadMore();
    asked[1].later.resolve({ items: [person('juma')], next: null });
    await settled();
    assert.deepEqual([people.items.length, people.hasMore, asked[1].query.cursor], [2, false, 'more']);
  });

  it('says what went wrong', async () => {
    people.search('');
    asked[0].later.reject(Problem.unreachable());
    await settled();
    assert.deepEqual([people.state, people.problem?.kind], ['failed', 'unreachable']);
  });

  it('asks for the next page again only when it is told to', async () => {
    people.search('');
    asked[0].later.resolve({ items: [person('asha')], next: 'next' });
    await settled();
    people.loadMore();
    asked[1].later.reject(Problem.unreachable());
    await settled();
    assert.deepEqual([people.state, people.failedMore, people.hasMore], ['ready', true, true]);
    people.loadMore();
    assert.equal(people.failedMore, false);
    asked[2].later.resolve({ items: [person('juma')], next: null });
    await settled();
    assert.deepEqual([people.items.length, people.failedMore, people.hasMore], [2, false, false]);
  });
});
