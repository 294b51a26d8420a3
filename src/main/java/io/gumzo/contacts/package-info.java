/** Who knows whom: contact requests, contacts and blocks. */
package io.gumzo.contacts;
