/** What people do and what goes wrong, written down for administrators. */
package io.gumzo.activity;
