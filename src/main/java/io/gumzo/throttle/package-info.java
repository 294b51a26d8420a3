/** Limits that hold for the whole cluster, counted in Redis. */
package io.gumzo.throttle;
