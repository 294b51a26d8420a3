package io.gumzo.bench;

/** A server process of the lab and the port that it listens on. */
record NodeHandle(Child child, int port) {

  /** Bytes after a collection. */
  record Memory(long heap, long heapCommitted, long direct, long resident) {}

  Memory memory() {
    child.say("memory");
    String[] words = child.await("memory", 30);
    return new Memory(
        Long.parseLong(words[0]),
        Long.parseLong(words[1]),
        Long.parseLong(words[2]),
        Proc.residentBytes(child.pid()));
  }

  double cpuSeconds() {
    return child.cpuSeconds();
  }
}
