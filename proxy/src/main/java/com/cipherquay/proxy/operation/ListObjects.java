package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.access.Permission;
import com.cipherquay.proxy.s3.S3Response;
import com.cipherquay.vault.ListPage;
import com.cipherquay.vault.ListPosition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * ListObjects, version 1. NextMarker is always given where more follows, also without a delimiter:
 * who does not know it uses the last key, which is the same.
 *
 * @param marker list after this key; empty for the beginning
 */
record ListObjects(Listing listing, String marker) implements S3Operation {

  static ListObjects parse(String bucket, Call call) {
    call.understoodBy(
        Set.of("prefix", "delimiter", "max-keys", "marker", "encoding-type"),
        Set.of("x-amz-optional-object-attributes"));
    return new ListObjects(Listing.parse(bucket, call), call.text("marker"));
  }

  @Override
  public List<Permission> permissions() {
    return List.of(Permission.list(listing.bucket(), listing.prefix()));
  }

  @Override
  public S3Response execute(OperationContext context) throws IOException {
    ListPosition position =
        marker.isEmpty() ? ListPosition.BEGINNING : new ListPosition.Marker(marker);
    ListPage page = listing.page(context, position);
    KeyEncoding encoding =
        listing.encoding(page, Stream.concat(Stream.of(marker), page.lastKey().stream()));
    List<Map.Entry<String, String>> head = new ArrayList<>();
    head.add(Map.entry("Name", listing.bucket()));
    head.add(Map.entry("Prefix", encoding.write(listing.prefix())));
    head.add(Map.entry("Marker", encoding.write(marker)));
    page.lastKey().ifPresent(last -> head.add(Map.entry("NextMarker", encoding.write(last))));
    head.addAll(listing.tail(page, encoding));
    return Responses.document(listing.document(head, page, encoding, true).toXml());
  }
}
