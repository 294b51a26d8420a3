package io.gumzo.http;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * Proxies whose {@code X-Forwarded-For} and {@code X-Forwarded-Proto} are believed. The header
 * {@code Forwarded} (RFC 7239) is not read: a proxy that sets one of them passes the other on as a
 * client wrote it.
 */
final class TrustedProxies {
  private final List<IpSubnetFilterRule> networks;

  /**
   * @param networks each an address, or one with the length of its prefix: {@code 10.0.0.0/8}
   */
  TrustedProxies(List<String> networks) {
    this.networks = networks.stream().map(TrustedProxies::rule).toList();
  }

  boolean trust(String address) {
    if (networks.isEmpty() || !isAddress(address)) {
      return false;
    }
    var socket = new InetSocketAddress(NetUtil.createInetAddressFromIpAddressString(address), 0);
    return networks.stream().anyMatch(network -> network.matches(socket));
  }

  /**
   * The last address in the list that is not a trusted proxy: what stands before it may be forged.
   * A proxy may add to the header that came or put one of its own behind it: all of them are one
   * list (RFC 9110, 5.3).
   *
   * @param headers values of {@code X-Forwarded-For}
   * @param peer who sent them; the answer where they hold no address
   */
  String origin(List<String> headers, String peer) {
    String[] hops = String.join(",", headers).split(",", -1);
    for (int index = hops.length - 1; index >= 0; index--) {
      String hop = withoutPort(hops[index].strip());
      if (!isAddress(hop)) {
        return peer;
      }
      if (!trust(hop)) {
        return hop;
      }
    }
    return peer;
  }

  /** {@code 192.0.2.1:443}, {@code [2001:db8::1]:443} and {@code [2001:db8::1]} are written too. */
  private static String withoutPort(String hop) {
    int colon = hop.indexOf(':');
    if (hop.startsWith("[")) {
      int end = hop.indexOf(']');
      return end > 0 && isPort(hop.substring(end + 1)) ? hop.substring(1, end) : "";
    }
    boolean isOnly = colon > 0 && colon == hop.lastIndexOf(':');
    return isOnly && isPort(hop.substring(colon)) ? hop.substring(0, colon) : hop;
  }

  private static boolean isPort(String text) {
    return text.isEmpty() || text.matches(":\\d{1,5}");
  }

  /** Behind the {@code %} of a zone could stand anything. */
  private static boolean isAddress(String text) {
    return NetUtil.isValidIpV4Address(text)
        || NetUtil.isValidIpV6Address(text) && text.indexOf('%') < 0;
  }

  private static IpSubnetFilterRule rule(String network) {
    int slash = network.indexOf('/');
    String address = slash < 0 ? network : network.substring(0, slash);
    int whole = address.indexOf(':') < 0 ? 32 : 128;
    int prefix = slash < 0 ? whole : Integer.parseInt(network.substring(slash + 1));
    return new IpSubnetFilterRule(address, prefix, IpFilterRuleType.ACCEPT);
  }
}
