/**
 * The command line: reads settings, brings the servers up, starts nodes, and says in one line what
 * went wrong.
 */
package io.gumzo.cli;
