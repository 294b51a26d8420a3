package io.gumzo.http;

/** A capability's side of the contract: which of its operations does what. */
public interface Routes {
  void bind(RouteTable table);
}
