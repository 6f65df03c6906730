package com.cipherquay.tests.hostile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/**
 * One page of a listing.
 *
 * @param entries the objects of the page by name, in order
 * @param prefixes the common prefixes
 * @param truncated whether there is more
 * @param token where it goes on
 */
record ListPage(
    Map<String, String> asked,
    List<Map.Entry<String, HeldObject>> entries,
    List<String> prefixes,
    boolean truncated,
    String token) {

  private static final int MOST = 1000;

  /** Sorts behind everything that begins with what stands in front of it. */
  private static final String LAST = "\uffff";

  static ListPage of(StoreRequest request, Shelf shelf) {
    return fill(request, shelf.current());
  }

  private static ListPage fill(StoreRequest request, NavigableMap<String, HeldObject> all) {
    String prefix = request.parameter("prefix").orElse("");
    String delimiter = request.parameter("delimiter").orElse("");
    int most = Math.min(MOST, request.count("max-keys", MOST));
    String from = start(request, delimiter);
    List<Map.Entry<String, HeldObject>> entries = new ArrayList<>();
    List<String> prefixes = new ArrayList<>();
    String last = "";
    Map.Entry<String, HeldObject> next =
        from.compareTo(prefix) < 0 ? all.ceilingEntry(prefix) : all.higherEntry(from);
    while (next != null && next.getKey().startsWith(prefix)) {
      if (entries.size() + prefixes.size() >= most) {
        return new ListPage(request.query(), entries, prefixes, true, last.replace(LAST, ""));
      }
      int cut = delimiter.isEmpty() ? -1 : next.getKey().indexOf(delimiter, prefix.length());
      if (cut < 0) {
        entries.add(next);
        last = next.getKey();
      } else {
        String common = next.getKey().substring(0, cut + delimiter.length());
        prefixes.add(common);
        last = common + LAST;
      }
      next = all.higherEntry(last);
    }
    return new ListPage(request.query(), entries, prefixes, false, "");
  }

  private static String start(StoreRequest request, String delimiter) {
    String start =
        request
            .parameter("continuation-token")
            .or(() -> request.parameter("start-after"))
            .orElse("");
    return !delimiter.isEmpty() && start.endsWith(delimiter) ? start + LAST : start;
  }

  /** The same with other objects. */
  ListPage with(List<Map.Entry<String, HeldObject>> others) {
    return new ListPage(asked, others, prefixes, truncated, token);
  }

  /** The same with other common prefixes. */
  ListPage withPrefixes(List<String> others) {
    return new ListPage(asked, entries, others, truncated, token);
  }

  ListPage truncated(boolean says, String where) {
    return new ListPage(asked, entries, prefixes, says, where);
  }

  StoreReply reply() {
    StringBuilder text = new StringBuilder(1024 + entries.size() * 300);
    text.append(StoreXml.element("Prefix", StoreXml.url(asked.getOrDefault("prefix", ""))));
    text.append(StoreXml.element("EncodingType", "url"));
    text.append(StoreXml.element("KeyCount", entries.size() + prefixes.size()));
    text.append(StoreXml.element("IsTruncated", truncated));
    if (truncated) {
      text.append(StoreXml.element("NextContinuationToken", token));
    }
    for (Map.Entry<String, HeldObject> entry : entries) {
      text.append(contents(entry.getKey(), entry.getValue()));
    }
    for (String common : prefixes) {
      String element = StoreXml.element("Prefix", StoreXml.url(common));
      text.append("<CommonPrefixes>").append(element).append("</CommonPrefixes>");
    }
    return StoreReply.xml(200, StoreXml.document("ListBucketResult", text.toString()));
  }

  private static String contents(String name, HeldObject object) {
    return "<Contents>"
        + StoreXml.element("Key", StoreXml.url(name))
        + StoreXml.element("LastModified", object.modified())
        + StoreXml.element("ETag", ObjectDesk.quoted(object.etag()))
        + StoreXml.element("Size", object.body().length)
        + "<StorageClass>STANDARD</StorageClass></Contents>";
  }
}
