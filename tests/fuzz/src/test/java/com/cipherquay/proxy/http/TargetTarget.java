package com.cipherquay.proxy.http;

import com.cipherquay.fuzz.Claim;
import com.cipherquay.fuzz.Input;
import java.util.Locale;
import java.util.Optional;

/** The target of a request: a line with the Host, and a line with the target. */
public final class TargetTarget {

  private TargetTarget() {}

  public static void run(byte[] input) {
    Input in = new Input(input);
    String host = in.line();
    String raw = in.line();
    Optional<RequestTarget> target = RequestTarget.parse(raw, host);
    if (target.isPresent()) {
      String path = target.get().path();
      Claim.that(path.startsWith("/"), "a path that is none");
      Claim.that(path.indexOf('?') < 0 && path.indexOf('#') < 0, "a path with a query");
      Claim.that(target.get().query().indexOf('#') < 0, "a query with a fragment");
      String origin = path + (target.get().query().isEmpty() ? "" : "?" + target.get().query());
      Claim.same(target, RequestTarget.parse(origin, host));
      Claim.that(
          raw.startsWith("/")
              || raw.toLowerCase(Locale.ROOT).contains(host.toLowerCase(Locale.ROOT)),
          "a target for another host");
    }
  }
}
