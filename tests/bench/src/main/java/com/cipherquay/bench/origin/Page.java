package com.cipherquay.bench.origin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;

/** One page of a listing, by ListObjectsV2 or ListObjects. */
final class Page {

  private static final int MOST = 1000;

  /** Sorts behind everything that begins with what stands in front of it. */
  private static final String LAST = "\uffff";

  private final RequestHead head;
  private final String prefix;
  private final String delimiter;
  private final List<Map.Entry<String, StoredObject>> objects = new ArrayList<>();
  private final Set<String> prefixes = new LinkedHashSet<>();
  private String last = "";
  private boolean truncated;

  private Page(RequestHead head) {
    this.head = head;
    this.prefix = head.parameter("prefix").orElse("");
    this.delimiter = head.parameter("delimiter").orElse("");
  }

  static Page of(RequestHead head, Bucket bucket) {
    Page page = new Page(head);
    page.fill(bucket.objects());
    return page;
  }

  private boolean second() {
    return head.parameter("list-type").isPresent();
  }

  private String start() {
    String name = second() ? "continuation-token" : "marker";
    String start = head.parameter(name).or(() -> head.parameter("start-after")).orElse("");
    boolean common = !delimiter.isEmpty() && start.endsWith(delimiter);
    return common ? start + LAST : start;
  }

  private int most() {
    return Math.min(MOST, head.count("max-keys", MOST));
  }

  private void fill(NavigableMap<String, StoredObject> all) {
    String from = start();
    boolean fromPrefix = from.compareTo(prefix) < 0;
    Map.Entry<String, StoredObject> next =
        fromPrefix ? all.ceilingEntry(prefix) : all.higherEntry(from);
    while (next != null && next.getKey().startsWith(prefix)) {
      if (objects.size() + prefixes.size() >= most()) {
        truncated = most() > 0;
        return;
      }
      next = take(all, next);
    }
  }

  private Map.Entry<String, StoredObject> take(
      NavigableMap<String, StoredObject> all, Map.Entry<String, StoredObject> entry) {
    String name = entry.getKey();
    int cut = delimiter.isEmpty() ? -1 : name.indexOf(delimiter, prefix.length());
    if (cut < 0) {
      objects.add(entry);
      last = name;
    } else {
      String common = name.substring(0, cut + delimiter.length());
      prefixes.add(common);
      last = common + LAST;
    }
    return all.higherEntry(last);
  }

  String document() {
    StringBuilder text = new StringBuilder(1024 + objects.size() * 300);
    text.append("<ListBucketResult").append(Documents.NAMESPACE).append('>');
    text.append(Documents.element("Name", head.bucket()));
    text.append(Documents.element("Prefix", encoded(prefix)));
    text.append(Documents.element("MaxKeys", most()));
    head.parameter("encoding-type")
        .ifPresent(t -> text.append(Documents.element("EncodingType", t)));
    text.append(Documents.element("KeyCount", objects.size() + prefixes.size()));
    text.append(Documents.element("IsTruncated", truncated));
    if (truncated) {
      String next = last.replace(LAST, "");
      // A token is a name here, for S3Proxy makes some itself. Clients do not decode it.
      text.append(
          second()
              ? Documents.element("NextContinuationToken", next)
              : Documents.element("NextMarker", encoded(next)));
    }
    objects.forEach(entry -> append(text, entry));
    for (String common : prefixes) {
      String element = Documents.element("Prefix", encoded(common));
      text.append("<CommonPrefixes>").append(element).append("</CommonPrefixes>");
    }
    return text.append("</ListBucketResult>").toString();
  }

  private void append(StringBuilder text, Map.Entry<String, StoredObject> entry) {
    StoredObject object = entry.getValue();
    text.append("<Contents><Key>").append(Documents.escaped(encoded(entry.getKey())));
    text.append("</Key><LastModified>").append(object.modified());
    text.append("</LastModified><ETag>&quot;").append(object.etag());
    text.append("&quot;</ETag><Size>").append(object.size());
    text.append("</Size><StorageClass>STANDARD</StorageClass></Contents>");
  }

  private String encoded(String name) {
    return head.parameter("encoding-type").isPresent()
        ? URLEncoder.encode(name, UTF_8).replace("%2F", "/")
        : name;
  }
}
