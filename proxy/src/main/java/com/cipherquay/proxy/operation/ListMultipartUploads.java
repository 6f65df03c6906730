package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.access.Permission;
import com.cipherquay.proxy.s3.S3Response;
import com.cipherquay.proxy.s3.xml.UploadsDocument;
import com.cipherquay.proxy.s3.xml.XmlCharacters;
import com.cipherquay.vault.UploadListRequest;
import com.cipherquay.vault.UploadPage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * ListMultipartUploads. Its keys are in S3's own order, other than those of ListObjects.
 *
 * @param request what to list; its limit is at least 1
 * @param maxUploads what the client asked for, 0 to 1000
 * @param urlEncoded whether the client wants the keys encoded
 */
record ListMultipartUploads(
    String bucket, UploadListRequest request, int maxUploads, boolean urlEncoded)
    implements S3Operation {

  private static final String KEY_MARKER = "key-marker";
  private static final String UPLOAD_MARKER = "upload-id-marker";
  private static final String MAX_UPLOADS = "max-uploads";

  static ListMultipartUploads parse(String bucket, Call call) {
    call.understoodBy(
        Set.of(
            "uploads",
            "prefix",
            "delimiter",
            KEY_MARKER,
            UPLOAD_MARKER,
            MAX_UPLOADS,
            KeyEncoding.PARAMETER),
        Set.of());
    int asked = Math.min(Numbers.ofPage(call, MAX_UPLOADS, Listing.MAX_KEYS), Listing.MAX_KEYS);
    String keyMarker = call.text(KEY_MARKER);
    UploadListRequest request =
        new UploadListRequest(
            call.text("prefix"),
            call.text("delimiter"),
            keyMarker,
            // AWS, ListMultipartUploads: without a key marker it is ignored.
            keyMarker.isEmpty() ? "" : call.text(UPLOAD_MARKER),
            Math.max(1, asked));
    return new ListMultipartUploads(bucket, request, asked, KeyEncoding.asked(call));
  }

  @Override
  public List<Permission> permissions() {
    return List.of(Permission.list(bucket, request.prefix()));
  }

  @Override
  public S3Response execute(OperationContext context) throws IOException {
    UploadPage page =
        context.vaults().open(bucket).uploads().list(request, context.visible(bucket));
    if (maxUploads == 0) {
      page = new UploadPage(List.of(), List.of(), Optional.empty());
    }
    KeyEncoding encoding = encoding(page);
    List<UploadsDocument.Upload> uploads =
        page.uploads().stream()
            .map(
                upload ->
                    new UploadsDocument.Upload(
                        encoding.write(upload.key().value()),
                        upload.id(),
                        upload.initiated(),
                        upload.storageClass().name()))
            .toList();
    List<String> prefixes = page.prefixes().stream().map(encoding::write).toList();
    return Responses.document(
        new UploadsDocument(head(page, encoding), uploads, prefixes, Responses.OWNER).toXml());
  }

  private List<Map.Entry<String, String>> head(UploadPage page, KeyEncoding encoding) {
    List<Map.Entry<String, String>> head = new ArrayList<>();
    head.add(Map.entry("Bucket", bucket));
    head.add(Map.entry("KeyMarker", encoding.write(request.keyMarker())));
    head.add(Map.entry("UploadIdMarker", KeyEncoding.readable(request.uploadMarker())));
    page.next()
        .ifPresent(
            next -> {
              head.add(Map.entry("NextKeyMarker", encoding.write(next.key())));
              head.add(Map.entry("NextUploadIdMarker", next.uploadId()));
            });
    head.add(Map.entry("Prefix", encoding.write(request.prefix())));
    if (!request.delimiter().isEmpty()) {
      head.add(Map.entry("Delimiter", encoding.write(request.delimiter())));
    }
    if (encoding == KeyEncoding.URL) {
      head.add(Map.entry("EncodingType", "url"));
    }
    head.add(Map.entry("MaxUploads", Integer.toString(maxUploads)));
    head.add(Map.entry("IsTruncated", Boolean.toString(page.next().isPresent())));
    return head;
  }

  /** As in listings of objects, a page that XML can not hold is encoded without being asked. */
  private KeyEncoding encoding(UploadPage page) {
    Stream<String> asked = Stream.of(request.prefix(), request.delimiter(), request.keyMarker());
    Stream<String> found =
        Stream.concat(
            page.uploads().stream().map(upload -> upload.key().value()),
            Stream.concat(
                page.prefixes().stream(), page.next().map(UploadPage.Marker::key).stream()));
    boolean plain = Stream.concat(asked, found).allMatch(XmlCharacters::canHold);
    return urlEncoded || !plain ? KeyEncoding.URL : KeyEncoding.PLAIN;
  }
}
