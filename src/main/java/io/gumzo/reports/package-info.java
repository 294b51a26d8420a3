/** What people report to the administrators. */
package io.gumzo.reports;
