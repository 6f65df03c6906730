package com.cipherquay.proxy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where to listen.
 *
 * @param host an IP address or host name, without brackets
 * @param port 0 to 65535; 0 lets the system choose
 */
record ListenAddress(String host, int port) {

  static final Pattern PATTERN =
      Pattern.compile(
          "(?:\\[([0-9a-fA-F:.%]+)]|([A-Za-z0-9._-]+)):"
              + "([0-9]{1,4}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])");

  /**
   * @param text what {@link #PATTERN} matches
   */
  static ListenAddress parse(String text) {
    Matcher matcher = PATTERN.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not HOST:PORT: " + text);
    }
    String bracketed = matcher.group(1);
    return new ListenAddress(
        bracketed == null ? matcher.group(2) : bracketed, Integer.parseInt(matcher.group(3)));
  }

  /**
   * Whether only this host can connect: every address that the host name stands for is loopback.
   */
  boolean isLoopback() {
    try {
      return Arrays.stream(InetAddress.getAllByName(host)).allMatch(InetAddress::isLoopbackAddress);
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** The host as it stands in a URL. */
  String urlHost() {
    return host.contains(":") ? "[" + host + "]" : host;
  }

  @Override
  public String toString() {
    return urlHost() + ":" + port;
  }
}
