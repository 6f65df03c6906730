package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.access.Permission;
import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.proxy.s3.S3Exception;
import com.cipherquay.proxy.s3.S3Response;
import com.cipherquay.proxy.s3.xml.VersionsDocument;
import com.cipherquay.proxy.s3.xml.XmlCharacters;
import com.cipherquay.vault.VersionListRequest;
import com.cipherquay.vault.VersionPage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * ListObjectVersions, in stored order: that in which ListObjects has the keys unless it sorts them.
 *
 * @param request what to list
 * @param urlEncoded whether the client wants the keys encoded
 */
record ListObjectVersions(String bucket, VersionListRequest request, boolean urlEncoded)
    implements S3Operation {

  static final String PARAMETER = "versions";

  private static final String KEY_MARKER = "key-marker";
  private static final String VERSION_MARKER = "version-id-marker";
  private static final String MAX_KEYS = "max-keys";

  static ListObjectVersions parse(String bucket, Call call) {
    call.understoodBy(
        Set.of(
            PARAMETER,
            "prefix",
            "delimiter",
            KEY_MARKER,
            VERSION_MARKER,
            MAX_KEYS,
            KeyEncoding.PARAMETER),
        Set.of());
    int maxKeys = Math.min(Numbers.ofPage(call, MAX_KEYS, Listing.MAX_KEYS), Listing.MAX_KEYS);
    Optional<String> version =
        call.parameter(VERSION_MARKER).filter(id -> !id.isEmpty()).map(VersionIds::parse);
    String keyMarker = call.text(KEY_MARKER);
    if (version.isPresent() && keyMarker.isEmpty()) {
      throw Call.invalid(
          VERSION_MARKER,
          version.get(),
          "A version-id marker cannot be specified without a key marker.");
    }
    VersionListRequest request =
        new VersionListRequest(
            call.text("prefix"), call.text("delimiter"), keyMarker, version, maxKeys);
    return new ListObjectVersions(bucket, request, KeyEncoding.asked(call));
  }

  @Override
  public List<Permission> permissions() {
    return List.of(Permission.list(bucket, request.prefix()));
  }

  @Override
  public S3Response execute(OperationContext context) throws IOException {
    VersionPage page =
        context.vaults().open(bucket).versions().list(request, context.visible(bucket));
    KeyEncoding encoding = encoding(page);
    List<VersionsDocument.Version> versions =
        page.versions().stream().map(version -> line(version, encoding)).toList();
    List<String> prefixes = page.commonPrefixes().stream().map(encoding::write).toList();
    return Responses.document(
        new VersionsDocument(head(page, encoding), versions, prefixes, Responses.OWNER).toXml());
  }

  private static VersionsDocument.Version line(
      VersionPage.ListedVersion version, KeyEncoding encoding) {
    if (!VersionIds.isUsable(version.versionId())) {
      throw new S3Exception(S3ErrorCode.INTERNAL_ERROR, "The store has an unusable version id.");
    }
    return new VersionsDocument.Version(
        encoding.write(version.key().value()),
        version.versionId(),
        version.latest(),
        version.marker(),
        version.lastModified(),
        ObjectHeaders.quoted(version.etag()),
        version.length(),
        version.storageClass().name());
  }

  private List<Map.Entry<String, String>> head(VersionPage page, KeyEncoding encoding) {
    List<Map.Entry<String, String>> head = new ArrayList<>();
    head.add(Map.entry("Name", bucket));
    head.add(Map.entry("Prefix", encoding.write(request.prefix())));
    head.add(Map.entry("KeyMarker", encoding.write(request.keyMarker())));
    head.add(Map.entry("VersionIdMarker", request.versionMarker().orElse("")));
    page.next()
        .ifPresent(
            next -> {
              head.add(Map.entry("NextKeyMarker", encoding.write(next.key())));
              next.versionId().ifPresent(id -> head.add(Map.entry("NextVersionIdMarker", id)));
            });
    head.add(Map.entry("MaxKeys", Integer.toString(request.maxKeys())));
    if (!request.delimiter().isEmpty()) {
      head.add(Map.entry("Delimiter", encoding.write(request.delimiter())));
    }
    if (encoding == KeyEncoding.URL) {
      head.add(Map.entry("EncodingType", "url"));
    }
    head.add(Map.entry("IsTruncated", Boolean.toString(page.next().isPresent())));
    return head;
  }

  /** As in listings of objects, a page that XML can not hold is encoded without being asked. */
  private KeyEncoding encoding(VersionPage page) {
    Stream<String> asked = Stream.of(request.prefix(), request.delimiter(), request.keyMarker());
    Stream<String> found =
        Stream.concat(
            page.versions().stream().map(version -> version.key().value()),
            page.commonPrefixes().stream());
    boolean plain = Stream.concat(asked, found).allMatch(XmlCharacters::canHold);
    return urlEncoded || !plain ? KeyEncoding.URL : KeyEncoding.PLAIN;
  }
}
