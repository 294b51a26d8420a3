/** What a client must know of this server before anybody has signed in. */
package io.gumzo.server;
