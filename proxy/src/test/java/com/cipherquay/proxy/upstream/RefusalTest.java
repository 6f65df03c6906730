package com.cipherquay.proxy.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.store.ByteRange;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredBody;
import com.cipherquay.store.StoredMetadata;
import com.cipherquay.store.StoredName;
import com.cipherquay.store.StoredVersion;
import com.cipherquay.store.WriteCondition;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What refusals mean for the port, and when a request is sent again. */
final class RefusalTest {

  private static final StoredName NAME = new StoredName("x");

  private static String document(String code) {
    return "<?xml version=\"1.0\"?><Error><Code>" + code + "</Code><Message>no</Message></Error>";
  }

  @ParameterizedTest
  @CsvSource({
    "404, NoSuchKey, NO_SUCH_OBJECT",
    "404, NoSuchBucket, NO_SUCH_BUCKET",
    "404, , NO_SUCH_OBJECT",
    "404, NoSuchUpload, NO_SUCH_UPLOAD",
    "404, NoSuchVersion, NO_SUCH_VERSION",
    "400, InvalidPart, INVALID_PART",
    "400, InvalidPartOrder, BROKEN",
    "400, EntityTooSmall, BROKEN",
    "400, TooManyBuckets, LIMIT",
    "403, AccessDenied, DENIED",
    "403, SignatureDoesNotMatch, DENIED",
    "400, ExpiredToken, DENIED",
    "400, AuthorizationHeaderMalformed, DENIED",
    "403, RequestTimeTooSkewed, UNAVAILABLE",
    "401, , DENIED",
    "412, PreconditionFailed, PRECONDITION_FAILED",
    "409, ConditionalRequestConflict, CONFLICT",
    "409, BucketNotEmpty, BUCKET_NOT_EMPTY",
    "409, BucketAlreadyExists, BUCKET_EXISTS",
    "416, InvalidRange, RANGE_NOT_SATISFIABLE",
    "400, EntityTooLarge, TOO_LARGE",
    "413, , TOO_LARGE",
    "507, , TOO_LARGE",
    "501, NotImplemented, UNSUPPORTED",
    "503, SlowDown, BUSY",
    "429, , BUSY",
    "503, , UNAVAILABLE",
    "500, InternalError, UNAVAILABLE",
    "502, , UNAVAILABLE",
    "400, InvalidArgument, BROKEN",
    "418, , BROKEN",
    "301, PermanentRedirect, BROKEN"
  })
  void everyRefusalHasItsFault(int status, @Nullable String code, StoreFault fault)
      throws Exception {
    String text = code == null ? "" : document(code);
    try (BrokenStore server = BrokenStore.playing(call -> call.answer(status + " No", text));
        UpstreamFixture upstream = UpstreamFixture.of(server)) {
      assertFault(fault, () -> read(upstream));
    }
  }

  @Test
  void aRedirectIsNotFollowed() throws Exception {
    try (BrokenStore other = BrokenStore.playing(call -> call.answer("200 OK", ""));
        BrokenStore server =
            BrokenStore.playing(
                call ->
                    call.answer("307 Temporary Redirect", "", "Location: " + other.endpoint()));
        UpstreamFixture upstream = UpstreamFixture.of(server)) {
      assertFault(StoreFault.BROKEN, () -> read(upstream));
      assertFault(StoreFault.BROKEN, () -> upstream.store().head(NAME));
      assertEquals(0, other.calls().size());
    }
  }

  @Test
  void theTextOfAStoreCanNotForgeLogLines() throws Exception {
    String text =
        document("AccessDenied")
            .replace("no", "n\n2026 ERROR forged \u001b[31m" + "x".repeat(9000));
    try (BrokenStore server = BrokenStore.playing(call -> call.answer("403 No", text));
        UpstreamFixture upstream = UpstreamFixture.of(server)) {
      StoreException denied = assertThrows(StoreException.class, () -> read(upstream));
      String message = String.valueOf(denied.getMessage());
      assertTrue(message.length() < 600, message);
      assertFalse(message.chars().anyMatch(c -> c < 0x20), message);
    }
  }

  @Test
  void entitiesAreNotExpanded() throws Exception {
    String bomb = "<!DOCTYPE Error [<!ENTITY a \"NoSuchBucket\">]><Error><Code>&a;</Code></Error>";
    try (BrokenStore server = BrokenStore.playing(call -> call.answer("404 No", bomb));
        UpstreamFixture upstream = UpstreamFixture.of(server)) {
      assertFault(StoreFault.NO_SUCH_OBJECT, () -> read(upstream));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "500, InternalError, 3, 3, 1",
    "503, SlowDown, 3, 3, 3",
    "403, AccessDenied, 1, 1, 1",
    "412, PreconditionFailed, 1, 1, 1"
  })
  void whatCanBeRepeatedIsSentThreeTimes(
      int status, String code, int read, int small, int conditional) throws Exception {
    try (BrokenStore server =
            BrokenStore.playing(call -> call.answer(status + " No", document(code)));
        UpstreamFixture upstream = UpstreamFixture.of(server)) {
      assertCalls(server, read, () -> read(upstream));
      assertCalls(server, small, () -> write(upstream, 10, WriteCondition.NONE));
      WriteCondition absent = new WriteCondition.IfAbsent();
      assertCalls(server, conditional, () -> write(upstream, 10, absent));
      assertCalls(server, 1, () -> write(upstream, 200_000, WriteCondition.NONE));
    }
  }

  @Test
  void aStoreThatRecoversIsNotNoticed() throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    BrokenStore.Script failTwice =
        call -> {
          switch (attempts.incrementAndGet()) {
            case 1 -> call.reset();
            case 2 -> call.answer("500 No", "");
            default -> call.answer("200 OK", "", "ETag: \"e\"");
          }
        };
    try (BrokenStore server = BrokenStore.playing(failTwice);
        UpstreamFixture upstream = UpstreamFixture.of(server)) {
      write(upstream, 10, WriteCondition.NONE);
      assertEquals(3, server.calls().size());
      assertEquals(Optional.of("10"), server.calls().get(2).field("content-length"));
    }
  }

  @Test
  void whoIsNotThereIsUnavailable() throws Exception {
    UpstreamSettings settings;
    try (BrokenStore gone = BrokenStore.playing(call -> call.answer("200 OK", ""))) {
      settings = UpstreamSettings.of(gone.endpoint());
    }
    try (UpstreamFixture upstream = UpstreamFixture.open(settings)) {
      assertFault(StoreFault.UNAVAILABLE, () -> read(upstream));
      assertFault(StoreFault.UNAVAILABLE, () -> write(upstream, 200_000, WriteCondition.NONE));
    }
  }

  /** Where versions are kept, a deletion that is repeated leaves a second delete marker. */
  @ParameterizedTest
  @CsvSource({"500, InternalError, 1", "503, SlowDown, 3"})
  void aDeletionIsRepeatedIfItWasNoneOrNamesAVersion(int status, String code, int unnamed)
      throws Exception {
    StoredVersion current = StoredVersion.current(new StoredName("a/x"));
    StoredVersion version = new StoredVersion(new StoredName("a/x"), Optional.of("v"));
    try (BrokenStore server =
            BrokenStore.playing(call -> call.answer(status + " No", document(code)));
        UpstreamFixture upstream = UpstreamFixture.of(server)) {
      assertCalls(server, unnamed, () -> upstream.store().delete(current));
      assertCalls(server, 3, () -> upstream.store().delete(version));
      assertCalls(server, unnamed, () -> upstream.store().deleteAll(List.of(version, current)));
      assertCalls(server, 3, () -> upstream.store().deleteAll(List.of(version)));
    }
  }

  private static void assertCalls(BrokenStore server, int expected, Executable action) {
    int before = server.calls().size();
    assertThrows(StoreException.class, action);
    assertEquals(expected, server.calls().size() - before);
  }

  private static void assertFault(StoreFault fault, Executable action) {
    assertEquals(fault, assertThrows(StoreException.class, action).fault());
  }

  private static void read(UpstreamFixture upstream) throws IOException {
    upstream.store().read(NAME, new ByteRange.Whole(), Optional.empty()).close();
  }

  private static void write(UpstreamFixture upstream, int size, WriteCondition condition)
      throws IOException {
    StoredBody body = new StoredBody(new ByteArrayInputStream(new byte[size]), size);
    upstream.store().write(NAME, body, StoredMetadata.NONE, condition);
  }
}
