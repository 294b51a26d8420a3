import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { backoffMillis } from '../webroot/lib/backoff.js';

describe('the back-off', () => {
  it('is between half a second and thirty', () => {
    for (let failures = 1; failures < 2000; failures++) {
      const wait = backoffMillis(failures);
      assert.ok(wait >= 500 && wait <= 30_000, `${failures}: ${wait}`);
    }
  });

  it('doubles its bound', () => {
    const bounds = [1, 2, 3, 4, 5, 6, 7, 100].map((failures) => backoffMillis(failures, () => 1));
    assert.deepEqual(bounds, [1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
  });

  it('has full jitter', () => {
    assert.deepEqual(
      [0, 0.5, 1].map((random) => backoffMillis(3, () => random)),
      [500, 2250, 4000],
    );
  });
});
