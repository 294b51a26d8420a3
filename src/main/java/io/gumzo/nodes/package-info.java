/**
 * What lets several processes serve one system: who is there, who holds which account's sessions,
 * and frames of events from one node to another.
 *
 * <p>Frames are a fast path that may lose. They are numbered, so that the receiver sees a loss and
 * asks for a sweep ({@link io.gumzo.streams.Streams#SWEEP}), which reads from PostgreSQL.
 */
package io.gumzo.nodes;
