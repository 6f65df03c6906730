package com.cipherquay.proxy.upstream;

import com.cipherquay.proxy.s3.xml.ObjectVersion;
import com.cipherquay.proxy.s3.xml.StoreDocuments;
import com.cipherquay.proxy.s3.xml.StoreVersions;
import com.cipherquay.proxy.s3.xml.XmlCharacters;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredEntry;
import com.cipherquay.store.StoredPage;
import com.cipherquay.store.StoredPageRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Deletes all that lies below a prefix, version by version. What is locked stays, behind a delete
 * marker.
 */
final class Purge {

  // Entries with a percent-encoded name of 1024 bytes, an owner and half a kilobyte around it.
  private static final int ANSWER_LIMIT = StoredPageRequest.MAX_LIMIT * 6 * 1024;

  private final UpstreamClient client;
  private final UpstreamSettings.Place place;
  private final String prefix;
  private final Set<String> locked = new LinkedHashSet<>();

  /**
   * A purge, to be run once.
   *
   * @param prefix not empty
   */
  Purge(UpstreamClient client, UpstreamSettings.Place place, String prefix) {
    if (prefix.isEmpty()) {
      throw new IllegalArgumentException("not everything is purged at once");
    }
    this.client = client;
    this.place = place;
    this.prefix = prefix;
  }

  /**
   * One page of what is there.
   *
   * @param objects by their whole names
   * @param truncated whether there is more
   */
  private record Found(List<ObjectVersion> objects, boolean truncated) {}

  /** Finds some of what is there, behind a version that is there still. */
  @FunctionalInterface
  private interface Search {
    Found find(Optional<ObjectVersion> after) throws IOException;
  }

  /**
   * Deletes.
   *
   * @throws StoreException {@code LOCKED} if something stays
   */
  void run() throws IOException {
    try {
      run(this::versions);
    } catch (StoreException e) {
      if (!isUnknown(e)) {
        throw e;
      }
      run(after -> latest());
    }
    for (String name : locked) {
      client.perform(UpstreamRequest.of("DELETE", client.endpoint().address(place.bucket(), name)));
    }
    if (!locked.isEmpty()) {
      throw new StoreException(
          StoreFault.LOCKED, "versions are locked of " + locked.iterator().next());
    }
  }

  private void run(Search search) throws IOException {
    Optional<ObjectVersion> after = Optional.empty();
    Found before = new Found(List.of(), false);
    Found found;
    do {
      // As what was found before is gone, from the last one that is not.
      found = search.find(after);
      if (!found.objects().isEmpty()) {
        if (found.equals(before)) {
          throw new StoreException(
              StoreFault.BROKEN, "the store lists what it has deleted below " + prefix);
        }
        Optional<ObjectVersion> last = delete(found.objects());
        after = last.isPresent() ? last : after;
      }
      before = found;
    } while (found.truncated());
  }

  /**
   * Of stores that have no versions some refuse to list them, and some list objects. And who may
   * delete objects need not be allowed to see or delete versions (AWS, s3:ListBucketVersions and
   * s3:DeleteObjectVersion).
   */
  private static boolean isUnknown(StoreException e) {
    return e.fault() == StoreFault.UNSUPPORTED
        || e.fault() == StoreFault.BROKEN
        || e.fault() == StoreFault.DENIED;
  }

  private Found versions(Optional<ObjectVersion> after) throws IOException {
    UpstreamRequest request =
        UpstreamRequest.of("GET", client.endpoint().address(place.bucket(), ""))
            .query("encoding-type", "url")
            .query("max-keys", Integer.toString(StoredPageRequest.MAX_LIMIT))
            .query("prefix", place.prefix() + prefix)
            .query("versions", "");
    if (after.isPresent()) {
      request =
          request
              .query("key-marker", after.get().name())
              .query("version-id-marker", after.get().version());
    }
    try (UpstreamAnswer answer = client.send(request)) {
      StoreVersions listed = Documents.read(answer, ANSWER_LIMIT, StoreDocuments::versions);
      ListedNames names = new ListedNames(answer, place.prefix(), listed.urlEncoded());
      List<ObjectVersion> objects = new ArrayList<>();
      for (StoreVersions.Entry entry : listed.versions()) {
        ObjectVersion object = entry.object();
        objects.add(mine(answer, names.local(object.name()), object.version()));
      }
      if (listed.truncated() && objects.isEmpty()) {
        throw answer.broken("says that more follows, but leads nowhere");
      }
      return new Found(objects, listed.truncated());
    }
  }

  private ObjectVersion mine(UpstreamAnswer answer, String name, String version)
      throws StoreException {
    if (!name.startsWith(prefix) || !XmlCharacters.canHold(name)) {
      throw answer.broken("has a name that can not be deleted");
    }
    return new ObjectVersion(place.prefix() + name, version);
  }

  private Found latest() throws IOException {
    StoredPageRequest request =
        new StoredPageRequest(prefix, false, "", StoredPageRequest.MAX_LIMIT);
    StoredPage page = new Listing(place, request).send(client);
    return new Found(
        page.entries().stream()
            .map(StoredEntry::name)
            .filter(name -> name.startsWith(prefix))
            .map(name -> new ObjectVersion(place.prefix() + name, ""))
            .toList(),
        page.truncated());
  }

  /** Deletes some, and returns the last that is locked, if any is. */
  private Optional<ObjectVersion> delete(List<ObjectVersion> objects) throws IOException {
    Map<ObjectVersion, StoreFault> failures =
        new Deletion(place.bucket(), objects, false).send(client).failures();
    Optional<ObjectVersion> last = Optional.empty();
    for (ObjectVersion object : objects) {
      StoreFault fault = failures.get(object);
      if (fault == StoreFault.LOCKED) {
        locked.add(object.name());
        last = Optional.of(object);
      } else if (fault != null) {
        throw new StoreException(fault, object + " is not deleted");
      }
    }
    return last;
  }
}
