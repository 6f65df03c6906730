package com.cipherquay.proxy.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredMetadata;
import com.cipherquay.store.StoredName;
import com.cipherquay.store.StoredPageRequest;
import com.cipherquay.store.StoredPart;
import com.cipherquay.store.StoredSource;
import com.cipherquay.store.StoredUpload;
import com.cipherquay.store.StoredVersion;
import com.cipherquay.store.StoredVersionRequest;
import com.cipherquay.store.UploadPosition;
import com.cipherquay.store.UploadStore;
import com.cipherquay.store.VersionPosition;
import com.cipherquay.store.WriteCondition;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Well-formed documents of a success that are not the ones that were asked for. */
final class OtherDocumentTest {

  private static final StoredVersion A = StoredVersion.current(new StoredName("a"));

  private static final StoredName NAME = new StoredName("x");
  private static final StoredUpload UPLOAD = new StoredUpload(NAME, "id");
  private static final List<StoredPart> PARTS = List.of(new StoredPart(1, "e"));

  @ParameterizedTest
  @CsvSource({
    "<html><body>Sign in</body></html>, BROKEN",
    "<Result/>, BROKEN",
    "<Result><Code>SlowDown</Code></Result>, BROKEN",
    "<Error/>, BROKEN",
    "<Error><Code>Unheard</Code></Error>, BROKEN",
    "<Error><Code>SlowDown</Code></Error>, BUSY",
    "<Error><Code>InternalError</Code></Error>, UNAVAILABLE",
    "<Error><Code>AccessDenied</Code></Error>, DENIED"
  })
  void isNotAnEmptyAnswer(String document, StoreFault fault) throws Exception {
    try (BrokenStore server = BrokenStore.playing(call -> call.answer("200 OK", document));
        UpstreamFixture upstream = UpstreamFixture.of(server)) {
      assertFault(fault, () -> upstream.store().list(new StoredPageRequest("", true, "", 10)));
      assertFault(fault, () -> upstream.store().deleteAll(List.of(A)));
      assertFault(fault, () -> upstream.buckets().buckets());
      assertFault(fault, () -> uploads(upstream).create(NAME, StoredMetadata.NONE));
      assertFault(fault, () -> uploads(upstream).complete(UPLOAD, PARTS, WriteCondition.NONE));
      assertFault(fault, () -> uploads(upstream).parts(UPLOAD, 0, 10));
      assertFault(fault, () -> uploads(upstream).list("", UploadPosition.FIRST, 10));
      assertFault(fault, () -> copy(upstream));
      assertFault(fault, () -> upstream.store().purge("a/"));
      assertFault(fault, () -> upstream.store().versions().versioning());
      assertFault(
          fault,
          () ->
              upstream
                  .store()
                  .versions()
                  .list(new StoredVersionRequest("", false, VersionPosition.FIRST, 10)));
    }
  }

  /** Nothing is deleted of which the store does not say so. */
  @Test
  void anEmptyAnswerIsOne() throws Exception {
    BrokenStore.Script empty =
        call ->
            call.answer(
                "200 OK",
                call.line().startsWith("POST ") ? "<DeleteResult/>" : "<ListAllMyBucketsResult/>");
    try (BrokenStore server = BrokenStore.playing(empty);
        UpstreamFixture upstream = UpstreamFixture.of(server)) {
      assertEquals(Map.of(A, StoreFault.BROKEN), upstream.store().deleteAll(List.of(A)).failures());
      assertEquals(List.of(), upstream.buckets().buckets());
    }
  }

  private static UploadStore uploads(UpstreamFixture upstream) {
    return upstream.store().uploads();
  }

  private static void copy(UpstreamFixture upstream) throws IOException {
    StoredSource source = new StoredSource("bucket", new StoredName("y"), "e", 1);
    upstream.store().copy(source, NAME, StoredMetadata.NONE, WriteCondition.NONE);
  }

  private static void assertFault(StoreFault fault, Executable action) {
    assertEquals(fault, assertThrows(StoreException.class, action).fault());
  }
}
