/** Being signed in: what a device is given, how it stays, how it ends. */
package io.gumzo.sessions;
