package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.s3.xml.ListingDocument;
import com.cipherquay.proxy.s3.xml.XmlCharacters;
import com.cipherquay.vault.ListOrder;
import com.cipherquay.vault.ListPage;
import com.cipherquay.vault.ListPosition;
import com.cipherquay.vault.ListRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What both versions of ListObjects have in common.
 *
 * @param bucket the bucket
 * @param prefix as asked for, or empty
 * @param delimiter as asked for, or empty
 * @param maxKeys 0 to 1000
 * @param urlEncoded whether the client wants the keys encoded
 * @param merged whether the client may merge it with another listing
 */
record Listing(
    String bucket,
    String prefix,
    String delimiter,
    int maxKeys,
    boolean urlEncoded,
    boolean merged) {

  /** The most lines of a page of any listing. */
  static final int MAX_KEYS = 1000;

  static Listing parse(String bucket, Call call) {
    int maxKeys = Numbers.ofPage(call, "max-keys", MAX_KEYS);
    boolean urlEncoded = KeyEncoding.asked(call);
    String delimiter = call.text("delimiter");
    return new Listing(
        bucket,
        call.text("prefix"),
        delimiter,
        Math.min(maxKeys, MAX_KEYS),
        urlEncoded,
        MergingClients.mayMerge(call.header("user-agent").orElse(""), delimiter));
  }

  /** The page that begins at a position. */
  ListPage page(OperationContext context, ListPosition position) throws IOException {
    ListOrder order = merged ? ListOrder.SORTED : context.orders().of(bucket);
    return context
        .vaults()
        .open(bucket)
        .list(
            new ListRequest(narrowed(context), delimiter, position, maxKeys, order),
            context.visible(bucket));
  }

  /** Common prefixes are looked for where the prefix ends; keys, where they can be. */
  private String narrowed(OperationContext context) {
    return delimiter.isEmpty() ? context.caller().narrowed(bucket, prefix) : prefix;
  }

  /**
   * How the texts of a page are written. Where XML can not hold one of them, the whole page is
   * encoded although the client did not ask: the answer says so, and the alternative is a document
   * that nobody can read.
   *
   * @param texts further texts of the answer
   */
  KeyEncoding encoding(ListPage page, Stream<String> texts) {
    boolean needed =
        urlEncoded
            || !XmlCharacters.canHold(prefix)
            || !XmlCharacters.canHold(delimiter)
            || !texts.allMatch(XmlCharacters::canHold)
            || !page.commonPrefixes().stream().allMatch(XmlCharacters::canHold)
            || !page.objects().stream().allMatch(o -> XmlCharacters.canHold(o.key().value()));
    return needed ? KeyEncoding.URL : KeyEncoding.PLAIN;
  }

  /** The elements at the end of the head, the same in both versions. */
  List<Map.Entry<String, String>> tail(ListPage page, KeyEncoding encoding) {
    List<Map.Entry<String, String>> tail = new ArrayList<>();
    tail.add(Map.entry("MaxKeys", Integer.toString(maxKeys)));
    if (!delimiter.isEmpty()) {
      tail.add(Map.entry("Delimiter", encoding.write(delimiter)));
    }
    if (encoding == KeyEncoding.URL) {
      tail.add(Map.entry("EncodingType", "url"));
    }
    tail.add(Map.entry("IsTruncated", Boolean.toString(page.continuation().isPresent())));
    return tail;
  }

  ListingDocument document(
      List<Map.Entry<String, String>> head, ListPage page, KeyEncoding encoding, boolean owner) {
    List<ListingDocument.Contents> contents =
        page.objects().stream()
            .map(
                object ->
                    new ListingDocument.Contents(
                        encoding.write(object.key().value()),
                        object.lastModified(),
                        ObjectHeaders.quoted(object.etag()),
                        object.length(),
                        object.storageClass().name()))
            .toList();
    return new ListingDocument(
        head,
        contents,
        page.commonPrefixes().stream().map(encoding::write).toList(),
        owner ? Optional.of(Responses.OWNER) : Optional.empty());
  }
}
