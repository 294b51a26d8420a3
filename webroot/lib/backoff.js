export const SHORTEST_MILLIS = 500;
export const LONGEST_MILLIS = 30_000;

/**
 * How long to wait before a try, in milliseconds: full jitter between 0.5 s and a bound that doubles up to 30 s, so
 * that many clients of a node that went away do not all return at once.
 * @param {number} failures how many tries have failed in a row, at least 1
 * @param {() => number} [random] from 0 up to 1
 */
export function backoffMillis(failures, random = Math.random) {
  const bound = Math.min(LONGEST_MILLIS, SHORTEST_MILLIS * 2 ** Math.min(failures, 16));
  return Math.round(SHORTEST_MILLIS + random() * (bound - SHORTEST_MILLIS));
}
