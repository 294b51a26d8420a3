package io.gumzo.embedded;

import java.io.IOException;

/** A server of the data folder. Every method is called by one thread at a time and may wait. */
interface Server {
  /** For people: {@code PostgreSQL 18.6}. */
  String name();

  /** Where and with which password it is reached; known once it runs. */
  String url();

  /** Whether its process lives. */
  boolean runs();

  /** Takes over one that a killed process left running; stops it when it does not fit. */
  boolean adopt() throws IOException;

  /** Starts it, on the port it had before if that is free. */
  void start() throws IOException;

  /** Nothing happens when it does not run. */
  void stop() throws IOException;
}
