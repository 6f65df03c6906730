package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.s3.BucketHosts;
import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.proxy.s3.S3Exception;
import com.cipherquay.proxy.s3.S3Headers;
import com.cipherquay.proxy.s3.S3Request;
import com.cipherquay.proxy.s3.S3Response;
import com.cipherquay.proxy.s3.xml.CorsDocument;
import com.cipherquay.vault.DocumentKind;
import com.cipherquay.vault.Vaults;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cross-origin requests, by the rules of the bucket (AWS, "Using cross-origin resource sharing").
 * It is the browser that enforces them; who asks must be allowed to as always. Thread-safe.
 *
 * @param hosts the host names that name a bucket
 */
record CrossOrigin(Vaults vaults, BucketHosts hosts) {

  /** What S3 calls a preflight. */
  static final String METHOD = "OPTIONS";

  /** How a preflight is called in logs, after AWS's page "OPTIONS object". */
  static final String OPERATION = "OptionsObject";

  private static final Logger LOG = LoggerFactory.getLogger(CrossOrigin.class);
  private static final String DISABLED = "CORSResponse: CORS is not enabled for this bucket.";
  // With AWS's own misspelling, by which people look for it.
  private static final String FORBIDDEN =
      "CORSResponse: This CORS request is not allowed. This is usually because the evalution of"
          + " Origin, request method / Access-Control-Request-Method or"
          + " Access-Control-Request-Headers are not whitelisted by the resource's CORS spec.";

  /**
   * Answers a preflight, which browsers never sign. It tells nobody whether a bucket without rules
   * exists.
   *
   * @throws S3Exception {@code BadRequest}; {@code AccessForbidden} if no rule allows it
   * @throws IOException if the rules can not be read
   */
  S3Response preflight(S3Request request) throws IOException {
    CrossOriginRequest asked =
        CrossOriginRequest.of(request)
            .orElseThrow(() -> bad("Insufficient information. Origin request header needed."));
    Target target = Target.of(request, hosts);
    Optional<CorsDocument> rules = rules(target);
    if (rules.isEmpty()) {
      throw forbidden(DISABLED, asked, "BUCKET");
    }
    if (asked.method().equals(METHOD)) {
      throw bad("Invalid Access-Control-Request-Method: null");
    }
    String resource = target instanceof Target.Item ? "OBJECT" : "BUCKET";
    CorsDocument.Rule rule =
        asked.find(rules.get()).orElseThrow(() -> forbidden(FORBIDDEN, asked, resource));
    return Responses.empty(200, asked.answer(rule));
  }

  private static S3Exception bad(String message) {
    return new S3Exception(S3ErrorCode.BAD_REQUEST, message);
  }

  private static S3Exception forbidden(String message, CrossOriginRequest asked, String resource) {
    return new S3Exception(S3ErrorCode.ACCESS_FORBIDDEN, message)
        .with("Method", asked.method())
        .with("ResourceType", resource);
  }

  /**
   * The headers that share the answer to a request with the page that asks, also where the answer
   * is an error. Costs nothing unless a browser says that there is such a page. To be asked before
   * the request is served: an answer that is being read from the store already has a connection to
   * it, and whoever waits for a second one there could wait for ever.
   */
  List<Map.Entry<String, String>> headers(S3Request request) {
    Optional<CrossOriginRequest> asked =
        request.method().equals(METHOD) ? Optional.empty() : CrossOriginRequest.of(request);
    if (asked.isEmpty()) {
      return List.of();
    }
    try {
      return rules(Target.of(request, hosts))
          .flatMap(asked.get()::find)
          .map(asked.get()::answer)
          .orElse(List.of());
    } catch (IOException | RuntimeException e) { // whatever it is, the request goes on, unshared
      LOG.warn("{} is not shared with pages of other origins", request.requestId(), e);
      return List.of();
    }
  }

  /** The answer with those headers. */
  static S3Response share(S3Response answer, List<Map.Entry<String, String>> headers) {
    if (headers.isEmpty()) {
      return answer;
    }
    List<Map.Entry<String, String>> all = new ArrayList<>(answer.headers().fields());
    all.addAll(headers);
    return new S3Response(answer.status(), S3Headers.of(all), answer.body());
  }

  private Optional<CorsDocument> rules(Target target) throws IOException {
    Optional<byte[]> document =
        target instanceof Target.Bucket bucket
            ? rules(bucket.name())
            : target instanceof Target.Item item ? rules(item.bucket()) : Optional.empty();
    return document.map(CorsDocument::parse);
  }

  private Optional<byte[]> rules(String bucket) throws IOException {
    return vaults.open(bucket).documents().recent(DocumentKind.CORS);
  }
}
