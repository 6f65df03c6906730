package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.access.Permission;
import com.cipherquay.proxy.s3.S3Response;
import com.cipherquay.vault.ListPage;
import com.cipherquay.vault.ListPosition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * ListObjects, version 2.
 *
 * @param startAfter list after this key; outranked by a token
 * @param token where an earlier page ended
 * @param owner whether to show the owner of each object
 */
record ListObjectsV2(
    Listing listing, Optional<String> startAfter, Optional<String> token, boolean owner)
    implements S3Operation {

  private static final String TOKEN = "continuation-token";

  static ListObjectsV2 parse(String bucket, Call call) {
    call.understoodBy(
        Set.of(
            "list-type",
            "prefix",
            "delimiter",
            "max-keys",
            "start-after",
            TOKEN,
            "fetch-owner",
            "encoding-type"),
        Set.of("x-amz-optional-object-attributes"));
    if (!call.text("list-type").equals("2")) {
      throw Call.invalid("list-type", call.text("list-type"), "Invalid List Type specified");
    }
    Optional<String> token = call.parameter(TOKEN);
    if (token.filter(String::isEmpty).isPresent()) {
      throw Call.invalid(TOKEN, "", "The continuation token provided is incorrect");
    }
    return new ListObjectsV2(
        Listing.parse(bucket, call),
        call.parameter("start-after").filter(key -> !key.isEmpty()),
        token,
        call.text("fetch-owner").equals("true"));
  }

  @Override
  public List<Permission> permissions() {
    return List.of(Permission.list(listing.bucket(), listing.prefix()));
  }

  @Override
  public S3Response execute(OperationContext context) throws IOException {
    ListPage page = listing.page(context, position());
    KeyEncoding encoding = listing.encoding(page, startAfter.stream());
    List<Map.Entry<String, String>> head = new ArrayList<>();
    head.add(Map.entry("Name", listing.bucket()));
    head.add(Map.entry("Prefix", encoding.write(listing.prefix())));
    startAfter.ifPresent(key -> head.add(Map.entry("StartAfter", encoding.write(key))));
    token.ifPresent(given -> head.add(Map.entry("ContinuationToken", given)));
    page.continuation().ifPresent(next -> head.add(Map.entry("NextContinuationToken", next)));
    int count = page.objects().size() + page.commonPrefixes().size();
    head.add(Map.entry("KeyCount", Integer.toString(count)));
    head.addAll(listing.tail(page, encoding));
    return Responses.document(listing.document(head, page, encoding, owner).toXml());
  }

  private ListPosition position() {
    if (token.isPresent()) {
      return new ListPosition.Continuation(token.get());
    }
    return startAfter
        .<ListPosition>map(ListPosition.StartAfter::new)
        .orElse(ListPosition.BEGINNING);
  }
}
