/**
 * Real PostgreSQL and Redis out of the class path, for whoever has none: extracted once, kept in
 * the data folder, adopted again when a killed process left them running.
 */
package io.gumzo.embedded;
