import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { KeptLocks, PatientLocks } from '../webroot/lib/locks.js';
import { Kept } from '../webroot/lib/storage.js';
import { memoryStorage, useFakeTime } from './helpers.js';

/** @type {ReturnType<typeof useFakeTime>} */
let time;

beforeEach(() => {
  time = useFakeTime();
});

afterEach(() => time.end());

/** Tabs with one storage, and what they do. */
function tabs(count = 2) {
  const kept = new Kept(memoryStorage(), 'gumzo.');
  /** @type {string[]} */
  const log = [];
  const all = Array.from({ length: count }, (_, index) => ({
    locks: new KeptLocks({ kept }),
    work: () => {
      log.push(`${index} begins`);
      return new Promise((resolve) => {
        setTimeout(() => resolve(log.push(`${index} ends`)), 4_000);
      });
    },
  }));
  return { all, log };
}

test('tabs take turns, however long one takes', async () => {
  const { all, log } = tabs(3);
  const done = Promise.all(all.map(({ locks, work }) => locks.request('refresh', work)));
  await time.pass(20_000);
  await done;
  assert.equal(log.length, 6);
  for (let turn = 0; turn < 6; turn += 2) assert.equal(log[turn].replace('begins', 'ends'), log[turn + 1]);
});

test('what fails lets the next one through', async () => {
  const { all, log } = tabs();
  const failed = all[0].locks.request('refresh', () => Promise.reject(new Error('refused')));
  const other = all[1].locks.request('refresh', all[1].work);
  await Promise.all([assert.rejects(failed, /refused/), time.pass(10_000)]);
  await other;
  assert.deepEqual(log, ['1 begins', '1 ends']);
});

test('a tab that went away does not hold the others up for long', async () => {
  const storage = memoryStorage(new Map([['gumzo.lock.refresh', JSON.stringify({ by: 'gone', at: Date.now() })]]));
  let through = false;
  const request = new KeptLocks({ kept: new Kept(storage, 'gumzo.') }).request('refresh', async () => {
    through = true;
  });
  await time.pass(2_000);
  assert.equal(through, false);
  await time.pass(2_000);
  await request;
  assert.equal(through, true);
});

test('without storage the work is done all the same', async () => {
  assert.equal(await new KeptLocks({ kept: new Kept(undefined, '') }).request('refresh', async () => 7), 7);
});

test('a tab that hangs holds the others up for ten seconds at most', async () => {
  const [hanging, other] = tabs().all;
  hanging.locks.request('refresh', () => new Promise(() => {}));
  await time.pass(1_000);
  let through = false;
  const kept = other.locks.request('refresh', async () => {
    through = true;
  });
  await time.pass(9_000);
  assert.equal(through, false);
  await time.pass(2_000);
  await kept;
  const held = /** @type {any} */ ({
    request: (/** @type {string} */ _name, /** @type {any} */ { signal }) =>
      new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
      }),
  });
  const patient = new PatientLocks({ locks: held }).request('refresh', async () => 7);
  await time.pass(11_000);
  assert.equal(await patient, 7);
});

test('what fails under a lock of the browser fails once', async () => {
  let times = 0;
  const locks = /** @type {any} */ ({
    request: (/** @type {string} */ _name, /** @type {any} */ _options, /** @type {any} */ work) => work(),
  });
  const failing = new PatientLocks({ locks }).request('refresh', async () => {
    times++;
    throw new Error('refused');
  });
  await assert.rejects(failing, /refused/);
  assert.equal(times, 1);
});
