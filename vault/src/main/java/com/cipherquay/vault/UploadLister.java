package com.cipherquay.vault;

import com.cipherquay.store.StoredUploadPage;
import com.cipherquay.store.UploadPosition;
import com.cipherquay.store.UploadStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Lists one page of the uploads in progress. The store has them in the order of their stored names,
 * clients expect that of the plaintext: all in the directory of the prefix are read, and the
 * smallest after the marker are kept. Used by one thread, once.
 */
final class UploadLister {

  private static final Comparator<UploadPage.Marker> ORDER =
      Comparator.comparing(UploadPage.Marker::key, CodePointOrder.INSTANCE)
          .thenComparing(UploadPage.Marker::uploadId, CodePointOrder.INSTANCE);

  private final PathKeys keys;
  private final NameReader names;
  private final UploadListRequest request;
  // Without an upload it is a common prefix. One more than the page holds, which tells whether the
  // page is the last.
  private final NavigableMap<UploadPage.Marker, Optional<UploadPage.Upload>> smallest =
      new TreeMap<>(ORDER);

  UploadLister(PathKeys keys, NameReader names, UploadListRequest request) {
    this.keys = keys;
    this.names = names;
    this.request = request;
  }

  /** As {@link Uploads#list}. */
  UploadPage page(UploadStore uploads) throws IOException {
    String directory = PathKeys.parent(request.prefix());
    if (!PathKeys.canHoldObjects(directory)) {
      // Empty without asking; but the bucket may not exist, and only the store knows.
      StoredUploadPage unused = uploads.list("", UploadPosition.FIRST, 1);
      return new UploadPage(List.of(), List.of(), Optional.empty());
    }
    String stored = keys.directory(directory).stored();
    new StoredUploadWalk(uploads, stored)
        .forEach(
            entry ->
                names
                    .key(entry.name())
                    .map(
                        key ->
                            new UploadPage.Upload(
                                key, entry.id(), entry.initiated(), entry.storageClass()))
                    .ifPresent(this::consider));
    return page();
  }

  private void consider(UploadPage.Upload upload) {
    String key = upload.key().value();
    if (!key.startsWith(request.prefix()) || !isAfterMarker(key, upload.id())) {
      return;
    }
    int end =
        request.delimiter().isEmpty()
            ? -1
            : key.indexOf(request.delimiter(), request.prefix().length());
    if (end < 0) {
      keep(new UploadPage.Marker(key, upload.id()), Optional.of(upload));
      return;
    }
    String common = key.substring(0, end + request.delimiter().length());
    if (!common.equals(request.keyMarker())) {
      keep(new UploadPage.Marker(common, ""), Optional.empty());
    }
  }

  /** AWS, ListMultipartUploads: an upload marker counts only beside a key marker. */
  private boolean isAfterMarker(String key, String id) {
    if (request.keyMarker().isEmpty()) {
      return true;
    }
    int order = CodePointOrder.INSTANCE.compare(key, request.keyMarker());
    boolean sameKeyAfter =
        order == 0
            && !request.uploadMarker().isEmpty()
            && CodePointOrder.INSTANCE.compare(id, request.uploadMarker()) > 0;
    return order > 0 || sameKeyAfter;
  }

  private void keep(UploadPage.Marker at, Optional<UploadPage.Upload> upload) {
    smallest.put(at, upload);
    if (smallest.size() > request.limit() + 1) {
      smallest.pollLastEntry();
    }
  }

  private UploadPage page() {
    List<UploadPage.Upload> uploads = new ArrayList<>();
    List<String> prefixes = new ArrayList<>();
    Optional<UploadPage.Marker> last = Optional.empty();
    for (Map.Entry<UploadPage.Marker, Optional<UploadPage.Upload>> line : smallest.entrySet()) {
      if (uploads.size() + prefixes.size() == request.limit()) {
        return new UploadPage(uploads, prefixes, last);
      }
      line.getValue().ifPresentOrElse(uploads::add, () -> prefixes.add(line.getKey().key()));
      last = Optional.of(line.getKey());
    }
    return new UploadPage(uploads, prefixes, Optional.empty());
  }
}
