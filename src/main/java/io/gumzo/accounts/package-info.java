/** People: signing up, their passwords, finding each other. */
package io.gumzo.accounts;
