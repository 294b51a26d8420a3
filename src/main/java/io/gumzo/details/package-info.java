/** Correcting what one signed up with: username, first and last name, email. */
package io.gumzo.details;
