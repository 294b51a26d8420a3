/** What people show of themselves: changing it, and telling those who see it. */
package io.gumzo.profiles;
