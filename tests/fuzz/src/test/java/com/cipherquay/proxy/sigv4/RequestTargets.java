package com.cipherquay.proxy.sigv4;

import com.cipherquay.fuzz.Attempt;
import com.cipherquay.fuzz.Claim;
import com.cipherquay.fuzz.Input;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who signed a request: headers, presigned queries, and Signature Version 2. */
public final class RequestTargets {

  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-04T05:06:07Z"), ZoneOffset.UTC);
  static final Credentials OWNER =
      new Credentials("CQOWNER", "owner-secret-of-the-fuzzer", Optional.empty());

  private static final RequestVerifier VERIFIER =
      RequestVerifier.of(RequestTargets::secret, Optional.of("us-east-1"), CLOCK)
          .withVersion2(host -> Optional.empty());
  private static final SigV4Signer SIGNER = SigV4Signer.of("us-east-1", CLOCK);

  private RequestTargets() {}

  private static Optional<String> secret(String id, Optional<String> token) {
    return id.equals(OWNER.accessKeyId()) && token.isEmpty()
        ? Optional.of(OWNER.secretAccessKey())
        : Optional.empty();
  }

  /**
   * The lines of a request: method, path, query and header fields. 0: as it comes. 1: signed here
   * in the header. 2: presigned here. What is accepted must not be accepted when any of it is
   * changed.
   */
  public static void signature(byte[] input) throws Exception {
    Input in = new Input(input);
    int choice = in.choice(3);
    SignableRequest bare = request(in);
    Optional<SignableRequest> request =
        Attempt.of(SignatureException.class, () -> signed(choice, bare));
    if (request.isEmpty() || !accepts(request.get())) {
      return;
    }
    SignableRequest good = request.get();
    Claim.that(!accepts(with(good, good.method() + "X", good.rawPath())), "another method");
    Claim.that(!accepts(with(good, good.method(), good.rawPath() + "x")), "another path");
    Claim.that(!accepts(good.withQuery(good.rawQuery() + "&uploads")), "another query");
    List<Map.Entry<String, String>> more = new ArrayList<>(good.headers());
    more.add(Map.entry("x-amz-meta-added-on-the-way", "1"));
    SignableRequest added =
        new SignableRequest(good.method(), good.rawPath(), good.rawQuery(), more);
    Claim.that(!accepts(added), "a header that is not signed");
  }

  private static SignableRequest request(Input in) {
    String method = in.line();
    String path = "/" + in.line();
    String query = in.line();
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    while (!in.isEmpty()) {
      String line = in.line();
      int colon = line.indexOf(':');
      headers.add(Map.entry(line.substring(0, Math.max(0, colon)), line.substring(colon + 1)));
    }
    return new SignableRequest(method, path, query, headers);
  }

  private static SignableRequest signed(int choice, SignableRequest request) {
    if (choice == 0) {
      return request;
    }
    if (choice == 2) {
      return request.withQuery(SIGNER.presign(request, OWNER, Duration.ofMinutes(5)));
    }
    List<Map.Entry<String, String>> headers = new ArrayList<>(request.headers());
    headers.addAll(SIGNER.sign(request, OWNER, PayloadHash.UNSIGNED));
    return new SignableRequest(request.method(), request.rawPath(), request.rawQuery(), headers);
  }

  private static SignableRequest with(SignableRequest request, String method, String path) {
    return new SignableRequest(method, path, request.rawQuery(), request.headers());
  }

  private static boolean accepts(SignableRequest request) throws Exception {
    Optional<VerifiedRequest> verified =
        Attempt.of(SignatureException.class, () -> VERIFIER.verify(request));
    verified.ifPresent(found -> Claim.same(OWNER.accessKeyId(), found.accessKeyId()));
    return verified.isPresent();
  }
}
