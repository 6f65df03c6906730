package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.access.SignedForm;
import com.cipherquay.proxy.s3.S3Response;
import com.cipherquay.proxy.s3.xml.PostDocument;
import com.cipherquay.vault.ObjectKey;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a form wants to hear when its file is stored (AWS, "HTML form fields": {@code
 * success_action_redirect} and {@code success_action_status}).
 *
 * @param redirect where to send the browser
 * @param status if it is not sent anywhere
 * @param bucketPath the path of the bucket as the form was sent to it, without a slash at the end
 */
record PostAnswer(Optional<URI> redirect, int status, String bucketPath) {

  private static final int SEE_OTHER = 303;
  private static final int NO_CONTENT = 204;
  private static final int CREATED = 201;
  private static final int OK = 200;

  /** Reads what is asked for; what S3 does not understand counts as not there. */
  static PostAnswer of(SignedForm form, String rawPath) {
    Optional<URI> redirect =
        form.fields()
            .value("success_action_redirect")
            .or(() -> form.fields().value("redirect"))
            .flatMap(PostAnswer::url);
    int status =
        switch (form.fields().value("success_action_status").orElse("")) {
          case "200" -> OK;
          case "201" -> CREATED;
          default -> NO_CONTENT;
        };
    String path = rawPath.endsWith("/") ? rawPath.substring(0, rawPath.length() - 1) : rawPath;
    return new PostAnswer(redirect, status, path);
  }

  private static Optional<URI> url(String text) {
    try {
      URI url = new URI(text);
      boolean web =
          "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
      return web && url.getHost() != null ? Optional.of(url) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /**
   * The answer.
   *
   * @param origin scheme and host by which the proxy was called
   * @param etag with quotes
   * @param headers what else there is to say of the object
   */
  S3Response toResponse(
      String origin,
      String bucket,
      ObjectKey key,
      String etag,
      List<Map.Entry<String, String>> headers) {
    List<Map.Entry<String, String>> all = new ArrayList<>(headers);
    all.add(Map.entry("etag", etag));
    if (redirect.isPresent()) {
      all.add(Map.entry("location", target(redirect.get(), bucket, key, etag)));
      return Responses.empty(SEE_OTHER, all);
    }
    // S3 encodes the slashes of the key, too.
    String location = origin + bucketPath + "/" + UriText.encode(key.value()).replace("/", "%2F");
    all.add(Map.entry("location", location));
    if (status != CREATED) {
      return Responses.empty(status, all);
    }
    PostDocument document =
        new PostDocument(location, bucket, KeyEncoding.readable(key.value()), etag);
    return Responses.document(CREATED, all, document.toXml());
  }

  /** The URL with bucket, key and entity tag in its query, before its fragment. */
  private static String target(URI url, String bucket, ObjectKey key, String etag) {
    String text = url.toASCIIString();
    int hash = text.indexOf('#');
    String base = hash < 0 ? text : text.substring(0, hash);
    String query =
        "bucket=" + encoded(bucket) + "&key=" + encoded(key.value()) + "&etag=" + encoded(etag);
    return base + (url.getRawQuery() == null ? "?" : "&") + query + text.substring(base.length());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
