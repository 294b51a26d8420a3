/**
 * Mails: written where they are wanted, within the same transaction, and sent from there by
 * whichever node comes first, again and again until the mail server takes them.
 */
package io.gumzo.mail;
