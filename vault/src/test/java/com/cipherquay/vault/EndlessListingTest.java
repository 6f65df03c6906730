package com.cipherquay.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.cipherquay.store.MemoryStore;
import com.cipherquay.store.StorageClass;
import com.cipherquay.store.StoredEntry;
import com.cipherquay.store.StoredPage;
import com.cipherquay.store.StoredPageRequest;
import com.cipherquay.store.StoredUploadPage;
import com.cipherquay.store.StoredVersionPage;
import com.cipherquay.store.StoredVersionRequest;
import com.cipherquay.store.VersionPosition;
import com.cipherquay.store.VersionStore;
import com.cipherquay.store.Versioning;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A store that goes on for ever, in order, with what no vault made. */
final class EndlessListingTest {

  private static final Duration SOON = Duration.ofMillis(200);
  private static final Duration LATEST = Duration.ofSeconds(20);

  private final PathKeys keys = VaultFixture.paths("bucket");
  private final AlteredListing endless =
      new AlteredListing(MemoryStore.create(), (request, honest) -> numbered(request));

  private static StoredPage numbered(StoredPageRequest request) {
    String prefix = request.prefix();
    String after = request.after();
    long last = after.isEmpty() ? 0 : Long.parseLong(after.substring(prefix.length()));
    List<StoredEntry> entries = new ArrayList<>();
    for (long i = last + 1; i <= last + request.limit(); i++) {
      String name = prefix + "%012d".formatted(i);
      entries.add(new StoredEntry(name, "e", 304, Instant.EPOCH, StorageClass.STANDARD));
    }
    return new StoredPage(entries, List.of(), true);
  }

  private NameReader names() {
    return new NameReader(keys, new LongAdder(), Visibility.ALL, new Patience(SOON));
  }

  private static void assertGivenUp(Executable listing) {
    VaultException over =
        assertTimeoutPreemptively(LATEST, () -> assertThrows(VaultException.class, listing));
    assertEquals(VaultFault.CORRUPT, over.fault());
  }

  @ParameterizedTest
  @CsvSource({"'', ''", "'', /", "a, ''", "a/, /", "a/b, /"})
  void inStoredOrder(String prefix, String delimiter) {
    ListRequest request =
        new ListRequest(prefix, delimiter, ListPosition.BEGINNING, 1000, ListOrder.STORED);
    assertGivenUp(() -> stored(request));
  }

  private ListPage stored(ListRequest request) throws IOException {
    String directory = keys.directory(PathKeys.parent(request.prefix())).stored();
    ListToken token = new ListToken(keys.listTokens());
    return new StoredOrder(endless, names(), request).page(directory, "", token);
  }

  @Test
  void inADirectoryThatIsSorted() {
    DirectoryReader.Sorting sorting = ListedBucket.remembering(8 << 20).sorting();
    DirectoryReader reader = new DirectoryReader(endless, keys, names(), sorting);
    assertGivenUp(() -> reader.read(keys.directory(""), false));
    assertGivenUp(() -> reader.read(keys.directory(""), true));
  }

  /** Of ever new names, and of one name with ever new ids that fill the memory. */
  @ParameterizedTest
  @CsvSource({"true, 10", "false, 10", "false, 10000"})
  void inUploads(boolean newNames, int idLength) {
    String rest = "x".repeat(idLength);
    UploadPages uploads =
        new UploadPages(
            after -> {
              long last = after.id().isEmpty() ? 0 : Long.parseLong(after.id().substring(0, 12));
              List<StoredUploadPage.Entry> entries = new ArrayList<>();
              for (long i = last + 1; i <= last + 1000; i++) {
                String number = "%012d".formatted(i);
                String name = newNames ? number : "name";
                entries.add(new StoredUploadPage.Entry(name, number + rest, Instant.EPOCH));
              }
              return new StoredUploadPage(entries, true);
            });
    UploadListRequest request = new UploadListRequest("", "", "", "", 1000);
    assertGivenUp(() -> new UploadLister(keys, names(), request).page(uploads));
  }

  @ParameterizedTest
  @CsvSource({"''", "/", "e"})
  void inVersions(String delimiter) {
    VersionStore versions = new EndlessVersions();
    VersionListRequest request = new VersionListRequest("", delimiter, "", Optional.empty(), 1000);
    StoredVersionRequest all =
        new StoredVersionRequest("", false, VersionPosition.FIRST, StoredPageRequest.MAX_LIMIT);
    assertGivenUp(
        () -> {
          if (delimiter.equals("e")) {
            new PlaintextVersionOrder(names(), request).page(new VersionWalk(versions, all));
          } else {
            new VersionOrder(versions, names(), request).page("", VersionPosition.FIRST);
          }
        });
  }

  /** Ever more versions of one name that no vault made. */
  private static final class EndlessVersions implements VersionStore {

    private long last;

    @Override
    public StoredVersionPage list(StoredVersionRequest request) {
      List<StoredVersionPage.Entry> entries = new ArrayList<>();
      for (int i = 0; i < request.limit(); i++) {
        String id = Long.toString(++last);
        entries.add(
            new StoredVersionPage.Entry(
                "name", id, false, false, "e", 304, Instant.EPOCH, StorageClass.STANDARD));
      }
      return new StoredVersionPage(entries, List.of(), true);
    }

    @Override
    public Versioning versioning() {
      return Versioning.ENABLED;
    }

    @Override
    public void setVersioning(Versioning versioning) {
      throw new UnsupportedOperationException();
    }
  }
}
