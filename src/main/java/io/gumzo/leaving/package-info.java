/** Taking along what one has here, and leaving for good. */
package io.gumzo.leaving;
