/**
 * The load lab, {@code ./gumzo bench}: measures nodes in processes of their own against the limit
 * of the machine, in the same run. Not a part of the product; {@code docs/benchmarks.md} explains
 * each bench.
 */
package io.gumzo.bench;
