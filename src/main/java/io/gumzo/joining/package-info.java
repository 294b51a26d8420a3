/** Who may join: the rules of signing up, invitations, and accounts that administrators make. */
package io.gumzo.joining;
