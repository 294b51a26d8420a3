import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { Log } from '../webroot/models/log.js';
import { useFakeTime } from './helpers.js';

const A_WHILE = 2500;

/** @type {ReturnType<typeof useFakeTime>} */ let time;
beforeEach(() => {
  time = useFakeTime();
});
afterEach(() => time.end());

/** A server's log, of which each page has two. */
function server() {
  /** @type {{position: number, kind: string}[]} */
  const entries = [];
  /** @type {any[]} */
  const asked = [];
  return {
    entries,
    asked,
    failing: false,
    /** @param {any} query */
    async read(query) {
      asked.push(query);
      if (this.failing) throw new Error('away');
      const head = entries.length;
      if (query.after !== undefined) {
        return { items: entries.filter((e) => e.position > query.after), next: null, head };
      }
      const older = entries.filter((e) => e.position < Number(query.cursor ?? Infinity)).toReversed();
      const items = older.slice(0, 2);
      return { items, next: older.length > 2 ? String(items[1].position) : null, head };
    },
    /** @param {string} [kind] */
    write(kind = 'any') {
      entries.push({ position: entries.length + 1, kind });
    },
  };
}

/** @param {ReturnType<typeof server>} of @param {(entry: any) => string | number} [key] */
function logOf(of, key = ({ position }) => position) {
  return new Log({ read: (query) => of.read(query), key });
}

const positions = (/** @type {Log<any>} */ log) => log.items.map(({ position }) => position);

test('older ones come on demand, newer ones by themselves', async () => {
  const of = server();
  for (let count = 0; count < 5; count++) of.write();
  const log = logOf(of);
  await log.load();
  assert.deepEqual(positions(log), [5, 4]);
  await log.loadMore();
  of.write();
  of.write();
  await time.pass(A_WHILE);
  assert.deepEqual(positions(log), [7, 6, 5, 4, 3, 2]);
  assert.equal(log.hasMore, true);
  log.stop();
});

test('one that comes again takes the place of what it was', async () => {
  const of = server();
  of.write('a');
  of.write('b');
  const log = logOf(of, ({ kind }) => kind);
  await log.load();
  of.write('a');
  await time.pass(A_WHILE);
  assert.deepEqual(positions(log), [3, 2]);
  log.stop();
});

test('it is not followed while nobody wants it', async () => {
  const of = server();
  const log = logOf(of);
  log.follow(false);
  await log.load({ type: 'signed-in' });
  const before = of.asked.length;
  await time.pass(A_WHILE);
  assert.equal(of.asked.length, before);
  log.follow(true);
  await time.pass(A_WHILE);
  assert.deepEqual(of.asked.at(-1), { type: 'signed-in', after: 0 });
  log.stop();
});

test('a failure is told, and what is there stays', async () => {
  const of = server();
  of.write();
  const log = logOf(of);
  await log.load();
  of.failing = true;
  await time.pass(A_WHILE);
  assert.ok(log.problem);
  assert.deepEqual(positions(log), [1]);
  of.failing = false;
  of.write();
  await time.pass(A_WHILE);
  assert.equal(log.problem, undefined);
  log.stop();
});
