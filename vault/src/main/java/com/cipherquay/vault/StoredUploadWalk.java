package com.cipherquay.vault;

import com.cipherquay.store.StoredUploadPage;
import com.cipherquay.store.UploadPosition;
import com.cipherquay.store.UploadStore;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * Walks the uploads in progress at a store. Believes no page that is out of place or does not
 * advance. The order of uploads of one name is the store's: AWS has that of time. Used by one
 * thread, once.
 */
final class StoredUploadWalk {

  private static final int PAGE = 1000;

  /** More than anybody has in progress; without an end a walk through made-up ones has none. */
  private static final int MOST = 1_000_000;

  private final UploadStore uploads;
  private final String prefix;
  private final ListedIds idsOfName = new ListedIds();
  private int count;
  private UploadPosition last = UploadPosition.FIRST;

  StoredUploadWalk(UploadStore uploads, String prefix) {
    this.uploads = uploads;
    this.prefix = prefix;
  }

  /**
   * Visits all uploads whose names start with the prefix.
   *
   * @throws VaultException {@code CORRUPT} if the store's pages are not what was asked for
   */
  void forEach(Consumer<StoredUploadPage.Entry> visitor) throws IOException {
    boolean more = true;
    while (more) {
      StoredUploadPage page = uploads.list(prefix, last, PAGE);
      for (StoredUploadPage.Entry entry : page.entries()) {
        advance(entry);
        visitor.accept(entry);
      }
      more = page.truncated();
      if (more && page.entries().isEmpty()) {
        throw corrupt();
      }
    }
  }

  private void advance(StoredUploadPage.Entry entry) throws VaultException {
    int order = CodePointOrder.INSTANCE.compare(entry.name(), last.name());
    if (order > 0) {
      idsOfName.clear();
    }
    count++;
    if (count > MOST
        || order < 0
        || !entry.name().startsWith(prefix)
        || !idsOfName.add(entry.id())) {
      throw corrupt();
    }
    last = new UploadPosition(entry.name(), entry.id());
  }

  private static VaultException corrupt() {
    return new VaultException(VaultFault.CORRUPT, "the store's list of uploads does not advance");
  }
}
