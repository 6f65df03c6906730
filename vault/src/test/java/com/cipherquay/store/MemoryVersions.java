package com.cipherquay.store;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The versions of a bucket in memory, which may be created or deleted at any time. */
final class MemoryVersions implements VersionStore {

  private final MemoryStore.Bucket bucket;

  MemoryVersions(MemoryStore.Bucket bucket) {
    this.bucket = bucket;
  }

  @Override
  public Versioning versioning() throws StoreException {
    return bucket.objects().versioning();
  }

  @Override
  public void setVersioning(Versioning versioning) throws StoreException {
    if (versioning == Versioning.NEVER) {
      throw new IllegalArgumentException("not back to never");
    }
    bucket.objects().setVersioning(versioning);
  }

  @Override
  public StoredVersionPage list(StoredVersionRequest request) throws StoreException {
    MemoryObjects objects = bucket.objects();
    List<StoredVersionPage.Entry> entries = new ArrayList<>();
    TreeSet<String> prefixes = new TreeSet<>();
    VersionPosition after = request.after();
    for (String name : objects.names(request.prefix(), after.name())) {
      boolean same = name.equals(after.name());
      int slash = request.delimited() ? name.indexOf('/', request.prefix().length()) : -1;
      String rolled = name.substring(0, slash + 1);
      if (slash >= 0) {
        if (prefixes.contains(rolled) || (rolled + "~").compareTo(after.name()) <= 0) {
          continue;
        }
        if (entries.size() + prefixes.size() == request.limit()) {
          return new StoredVersionPage(entries, List.copyOf(prefixes), true);
        }
        prefixes.add(rolled);
        continue;
      }
      if (same && after.versionId().isEmpty()) {
        continue;
      }
      List<StoredVersionPage.Entry> versions = entries(name, objects.versions(name));
      List<String> ids = versions.stream().map(StoredVersionPage.Entry::versionId).toList();
      int from = same ? ids.indexOf(after.versionId().orElseThrow()) + 1 : 0;
      for (StoredVersionPage.Entry version : versions.subList(from, versions.size())) {
        if (entries.size() + prefixes.size() == request.limit()) {
          return new StoredVersionPage(entries, List.copyOf(prefixes), true);
        }
        entries.add(version);
      }
    }
    return new StoredVersionPage(entries, List.copyOf(prefixes), false);
  }

  private static List<StoredVersionPage.Entry> entries(String name, List<MemoryItem> versions) {
    List<StoredVersionPage.Entry> entries = new ArrayList<>();
    for (MemoryItem item : versions) {
      StoredHead head = item.head();
      entries.add(
          new StoredVersionPage.Entry(
              name,
              item.version(),
              entries.isEmpty(),
              item.marker(),
              head.etag(),
              head.size(),
              head.lastModified(),
              head.traits().storageClass()));
    }
    return entries;
  }
}
