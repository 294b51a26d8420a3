/** People: signing up, signing in and staying so, finding each other. */
package io.gumzo.accounts;
