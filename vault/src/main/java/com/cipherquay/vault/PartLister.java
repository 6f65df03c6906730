package com.cipherquay.vault;

import com.cipherquay.store.ObjectStore;
import com.cipherquay.store.StoredEntry;
import com.cipherquay.store.StoredPageRequest;
import com.cipherquay.store.StoredPartPage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lists the parts of one upload from the names of their tokens' objects. Of a number there may be
 * several, of parts that were replaced: the newest counts that is of the store's part, or held.
 * Used by one thread, once.
 */
final class PartLister {

  private static final int DIGITS = 5;

  private final ObjectStore store;
  private final OpenedUpload upload;
  private final List<PartPage.Part> parts = new ArrayList<>();

  PartLister(ObjectStore store, OpenedUpload upload) {
    this.store = store;
    this.upload = upload;
  }

  /** The object of a token. */
  private record Named(int number, String token, StoredEntry entry) {}

  /** A part as one of its tokens says, and when that was written. */
  private record Found(PartPage.Part part, long writtenAt) {}

  /** As {@link Uploads#parts}. */
  PartPage page(int after, int limit) throws IOException {
    StoredPartWalk uploaded = StoredPartWalk.start(store.uploads(), upload.stored(), after);
    String prefix = upload.folder().prefix();
    StoredWalk names =
        new StoredWalk(
            store,
            new StoredPageRequest(
                prefix, false, upload.folder().after(after), StoredPageRequest.MAX_LIMIT));
    List<Named> sameNumber = new ArrayList<>();
    // One more than the page holds tells that the page is not the last.
    for (names.fill(); !names.isAtEnd() && parts.size() <= limit; names.fill()) {
      Optional<Named> named = names.next().entry().flatMap(this::named);
      if (!sameNumber.isEmpty()
          && !named.map(Named::number).equals(Optional.of(sameNumber.get(0).number()))) {
        take(sameNumber, uploaded);
        sameNumber.clear();
      }
      named.ifPresent(sameNumber::add);
    }
    if (!sameNumber.isEmpty()) {
      take(sameNumber, uploaded);
    }
    boolean truncated = parts.size() > limit;
    List<PartPage.Part> shown = truncated ? parts.subList(0, limit) : parts;
    return new PartPage(shown, upload.checksum(), truncated, uploaded.storageClass());
  }

  /** The token that an object is named by; empty if it is another object. */
  private Optional<Named> named(StoredEntry entry) {
    String name = entry.name().substring(upload.folder().prefix().length());
    boolean token =
        name.length() > DIGITS
            && name.charAt(DIGITS) == '.'
            && name.chars().limit(DIGITS).allMatch(c -> c >= '0' && c <= '9');
    return token
        ? Optional.of(
            new Named(
                Integer.parseInt(name.substring(0, DIGITS)), name.substring(DIGITS + 1), entry))
        : Optional.empty();
  }

  private void take(List<Named> sameNumber, StoredPartWalk uploaded) throws IOException {
    Optional<StoredPartPage.Entry> stored = uploaded.find(sameNumber.get(0).number());
    sameNumber.stream()
        .flatMap(named -> find(named, stored).stream())
        .max(Comparator.comparingLong(Found::writtenAt))
        .ifPresent(newest -> parts.add(newest.part()));
  }

  private Optional<Found> find(Named named, Optional<StoredPartPage.Entry> stored) {
    Optional<Found> held = open(named, PartTokens.HELD, named.entry().size());
    return held.isPresent()
        ? held
        : stored.flatMap(part -> open(named, part.part().etag(), part.size()));
  }

  private Optional<Found> open(Named named, String storeTag, long size) {
    return upload
        .tokens()
        .open(named.number(), storeTag, named.token())
        .filter(token -> ObjectSize.part(token.length()) == size)
        .map(
            token ->
                new Found(
                    new PartPage.Part(
                        named.number(),
                        new PartTag(storeTag, named.token()).forClients(),
                        token.length(),
                        named.entry().lastModified(),
                        checksums(token)),
                    token.writtenAt()));
  }

  private static Map<ChecksumAlgorithm, String> checksums(PartToken token) {
    return token
        .algorithm()
        .map(algorithm -> Map.of(algorithm, ManifestChecksum.base64(token.checksum())))
        .orElse(Map.of());
  }
}
