package io.gumzo.nodes;

import io.gumzo.bus.Command;
import java.util.List;

/** Whether this node can take part: what the health endpoint's readiness asks. */
public record NodeHealth(List<Check> checks) {
  public static final Command<Ask, NodeHealth> COMMAND =
      new Command<>("check-node-health", Ask.class, NodeHealth.class);

  public boolean ready() {
    return checks.stream().allMatch(Check::ok);
  }

  public record Ask() {}

  /**
   * @param name {@code redis}, {@code registration} or {@code peers}
   * @param missing what is missing; empty when it is all right
   */
  public record Check(String name, String missing) {
    public boolean ok() {
      return missing.isEmpty();
    }
  }
}
