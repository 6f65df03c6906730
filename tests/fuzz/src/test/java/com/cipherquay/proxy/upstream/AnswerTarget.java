package com.cipherquay.proxy.upstream;

import com.cipherquay.fuzz.Attempt;
import com.cipherquay.fuzz.Claim;
import com.cipherquay.fuzz.Input;
import com.cipherquay.store.ByteRange;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoredHead;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Optional;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.message.BasicHttpResponse;

/**
 * An answer of the upstream store: a line with its status, lines with header fields, an empty line,
 * and the body.
 */
public final class AnswerTarget {

  private static final UpstreamRequest REQUEST =
      UpstreamRequest.of("GET", new Endpoint.Address("store.test", "store.test", "/bucket/name"));
  private static final List<ByteRange> RANGES =
      List.of(
          new ByteRange.Whole(),
          new ByteRange.From(2),
          new ByteRange.Between(1, 3),
          new ByteRange.Suffix(2));

  private AnswerTarget() {}

  public static void run(byte[] input) throws Exception {
    Input in = new Input(input);
    HttpResponse response = response(in);
    byte[] body = in.rest();
    UpstreamAnswer answer = answer(response, body);
    Optional<StoredHead> head =
        Attempt.of(StoreException.class, () -> ObjectAnswer.head(answer, body.length));
    head.ifPresent(found -> Claim.that(!found.etag().isEmpty(), "no entity tag"));
    for (ByteRange range : RANGES) {
      Optional<ObjectAnswer.Extent> extent =
          Attempt.of(StoreException.class, () -> ObjectAnswer.extent(answer, range));
      extent.ifPresent(
          found -> Claim.that(found.offset() + found.length() <= found.size(), "beyond its end"));
    }
    StoreException fault = Faults.of(answer(response, body));
    String message = String.valueOf(fault.getMessage());
    Claim.that(message.chars().allMatch(c -> c >= ' ' && c <= '~'), "breaks a line of a log");
    Claim.that(message.length() < 1000, "fills a log");
  }

  private static HttpResponse response(Input in) {
    String status = in.line();
    HttpResponse response =
        new BasicHttpResponse(status.matches("[1-5][0-9]{2}") ? Integer.parseInt(status) : 200);
    for (String line = in.line(); !line.isEmpty(); line = in.line()) {
      int colon = line.indexOf(':');
      String name = colon < 1 ? "x" : line.substring(0, colon);
      response.addHeader(name, line.substring(colon + 1).strip());
    }
    return response;
  }

  private static UpstreamAnswer answer(HttpResponse response, byte[] body) {
    return new UpstreamAnswer(REQUEST, response, new ByteArrayInputStream(body), false);
  }
}
