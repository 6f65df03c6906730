package com.cipherquay.vault;

import static com.cipherquay.vault.VaultFixture.KEY;

import com.cipherquay.store.ByteRange;
import com.cipherquay.store.StoreCall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Makes objects of parts of given lengths, and fails if anything about their size is not that of
 * the plaintext. Public for {@link LoweredMinimum}, which loads it a second time.
 */
public final class SplitObjects implements Consumer<int[]> {

  private final VaultFixture fixture = new VaultFixture();

  @Override
  public void accept(int[] lengths) {
    try {
      TestUpload upload =
          TestUpload.create(
              fixture.vault, KEY, Optional.of(new UploadChecksum(ChecksumAlgorithm.SHA256, true)));
      byte[] plaintext = TestBody.bytes(Arrays.stream(lengths).sum());
      int from = 0;
      for (int i = 0; i < lengths.length; i++) {
        int number = lengths.length > 5000 ? i + 1 : 1 + 2 * i;
        upload.put(number, Arrays.copyOfRange(plaintext, from, from + lengths[i]));
        from += lengths[i];
      }
      checkParts(upload);
      CompletedUpload unused = upload.complete();
      check(plaintext, lengths.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void checkParts(TestUpload upload) throws IOException {
    NavigableMap<Integer, String> listed = new TreeMap<>();
    boolean more = true;
    while (more) {
      int after = listed.isEmpty() ? 0 : listed.lastKey();
      PartPage page = upload.uploads.parts(KEY, upload.id, after, 1000);
      page.parts().forEach(part -> listed.put(part.number(), part.etag()));
      more = page.truncated();
    }
    require(listed.equals(upload.tags), "the parts that are listed");
  }

  private void check(byte[] plaintext, int parts) throws IOException {
    long stored = fixture.store.head(fixture.paths.storedName(KEY)).size();
    require(stored == ObjectSize.target(plaintext.length), "a size of " + stored);
    ObjectInfo info = fixture.vault.head(KEY);
    require(info.length() == plaintext.length, "HEAD: " + info);
    require(info.parts().count() == parts, "the number of parts: " + info);
    fixture.calls.reset();
    ListPage page =
        fixture.vault.list(
            new ListRequest("", "", new ListPosition.Beginning(), 2, ListOrder.STORED));
    require(fixture.calls.byCall().equals(Map.of(StoreCall.LIST, 1L)), "the calls of a list");
    ListPage.ListedObject listed = page.objects().get(0);
    require(listed.length() == plaintext.length, "LIST: " + listed.length());
    require(listed.etag().equals(info.etag()), "the tags");
    require(Arrays.equals(plaintext, fixture.get()), "the plaintext");
    int middle = plaintext.length / 2;
    if (plaintext.length > 0) {
      byte[] range = fixture.get(new ByteRange.From(middle));
      require(
          Arrays.equals(Arrays.copyOfRange(plaintext, middle, plaintext.length), range),
          "the range from " + middle);
    }
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }
}
