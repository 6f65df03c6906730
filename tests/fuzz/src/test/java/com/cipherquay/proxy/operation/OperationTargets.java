package com.cipherquay.proxy.operation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.cipherquay.fuzz.Attempt;
import com.cipherquay.fuzz.Claim;
import com.cipherquay.fuzz.Input;
import com.cipherquay.proxy.access.Caller;
import com.cipherquay.proxy.access.Identity;
import com.cipherquay.proxy.s3.BucketHosts;
import com.cipherquay.proxy.s3.S3Exception;
import com.cipherquay.proxy.s3.S3Headers;
import com.cipherquay.proxy.s3.S3Request;
import com.cipherquay.store.ByteRange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an authenticated request asks for. */
public final class OperationTargets {

  private static final OperationParser PARSER =
      new OperationParser(new BucketHosts(List.of("s3.test")));

  private OperationTargets() {}

  /**
   * A whole request behind authentication: lines with method, path, query and header fields, an
   * empty line, and the body. So every header, parameter and document of every operation is
   * reached.
   */
  public static void request(byte[] input) throws Exception {
    Input in = new Input(input);
    String method = in.line();
    String path = "/" + in.line();
    String query = in.line();
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    for (String line = in.line(); !line.isEmpty(); line = in.line()) {
      int colon = line.indexOf(':');
      headers.add(
          Map.entry(line.substring(0, Math.max(0, colon)), line.substring(colon + 1).strip()));
    }
    byte[] body = in.rest();
    S3Request request =
        new S3Request(
            method,
            path,
            query,
            S3Headers.of(headers),
            new ByteArrayInputStream(body),
            body.length,
            "0");
    Caller caller = new Caller(Identity.owner("CQOWNER"), new WholeBody(body), Optional.empty());
    Optional<S3Operation> operation =
        Attempt.of(S3Exception.class, IOException.class, () -> PARSER.parse(request, caller));
    operation.ifPresent(found -> Claim.that(!found.name().isEmpty(), "an operation of no name"));
  }

  /** The Range header. */
  public static void range(byte[] input) {
    String header = new String(input, ISO_8859_1);
    Optional<ByteRange> range = RangeHeader.parse(header);
    if (range.isPresent() && range.get() instanceof ByteRange.Between between) {
      Claim.that(0 <= between.first() && between.first() <= between.last(), "backwards");
    }
    Optional<ByteRange.Between> strict = RangeHeader.firstToLast(header);
    strict.ifPresent(found -> Claim.same(Optional.of(found), RangeHeader.parse(header)));
    EntityTags tags = EntityTags.parse(header);
    Claim.that(!tags.any() || tags.tags().isEmpty(), "any tag, and some");
    HttpDate.parse(header)
        .ifPresent(time -> Claim.same(Optional.of(time), HttpDate.parse(HttpDate.format(time))));
  }

  /** Percent-encoded text of a path and a query. */
  public static void uri(byte[] input) throws Exception {
    String raw = new String(input, UTF_8);
    Optional<String> path = Attempt.of(S3Exception.class, () -> UriText.path(raw));
    if (path.isPresent()) {
      Claim.same(path.get(), UriText.path(UriText.encode(path.get())));
    }
    Optional<String> query = Attempt.of(S3Exception.class, () -> UriText.query(raw));
    if (query.isPresent()) {
      Claim.same(query.get(), UriText.query(UriText.encode(query.get())));
    }
    Claim.that(
        path.isPresent() == query.isPresent(), "the same escapes, once refused and once not");
  }
}
