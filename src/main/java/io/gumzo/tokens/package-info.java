/**
 * Access tokens: short-lived proofs of who asks, signed with a key whose public half is published.
 */
package io.gumzo.tokens;
