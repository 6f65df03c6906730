package com.cipherquay.proxy.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.cipherquay.store.StorageClass;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredBody;
import com.cipherquay.store.StoredDescription;
import com.cipherquay.store.StoredMetadata;
import com.cipherquay.store.StoredName;
import com.cipherquay.store.StoredTags;
import com.cipherquay.store.StoredVersion;
import com.cipherquay.store.WriteCondition;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What answers mean to requests about tags, storage classes and archives. */
final class TraitAnswerTest {

  private static final StoredName NAME = new StoredName("x");
  private static final StoredVersion OBJECT = StoredVersion.current(NAME);
  private static final StoredTags TAGS = new StoredTags(Map.of("k", "v"));
  private static final StorageClass COLD = new StorageClass("GLACIER");
  private static final String TAG = "<Tag><Key>a</Key><Value>b</Value></Tag>";

  private static String refusal(String code) {
    return "<Error><Code>" + code + "</Code></Error>";
  }

  private static void assertFault(StoreFault expected, Executable request) {
    assertEquals(expected, assertThrows(StoreException.class, request).fault());
  }

  private static void write(UpstreamFixture upstream, StoredDescription described)
      throws IOException {
    StoredBody body = new StoredBody(new ByteArrayInputStream(new byte[10]), 10);
    upstream.store().write(NAME, body, described, WriteCondition.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 0",
    "<Tagging/>, 0",
    "<Tagging><TagSet/></Tagging>, 0",
    "<Tagging><TagSet>" + TAG + "</TagSet></Tagging>, 1"
  })
  void tagsOrNone(String document, int count) throws Exception {
    try (BrokenStore server = BrokenStore.playing(call -> call.answer("200 OK", document));
        UpstreamFixture upstream = UpstreamFixture.of(server)) {
      StoredTags expected = count == 0 ? StoredTags.NONE : new StoredTags(Map.of("a", "b"));
      assertEquals(expected, upstream.store().tags().get(OBJECT));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "200 OK, <Tagging><TagSet>" + TAG + TAG + "</TagSet></Tagging>, BROKEN",
    "200 OK, <Result/>, BROKEN",
    "200 OK, <Error><Code>SlowDown</Code></Error>, BUSY",
    "501 No, <Error><Code>NotImplemented</Code></Error>, TAGS_UNSUPPORTED",
    "405 No, <Error><Code>MethodNotAllowed</Code></Error>, TAGS_UNSUPPORTED",
    "404 No, <Error><Code>NoSuchKey</Code></Error>, NO_SUCH_OBJECT"
  })
  void noTags(String status, String document, StoreFault fault) throws Exception {
    try (BrokenStore server = BrokenStore.playing(call -> call.answer(status, document));
        UpstreamFixture upstream = UpstreamFixture.of(server)) {
      assertFault(fault, () -> upstream.store().tags().get(OBJECT));
      if (!status.startsWith("200")) {
        assertFault(fault, () -> upstream.store().tags().put(OBJECT, TAGS));
        assertFault(fault, () -> upstream.store().tags().delete(OBJECT));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "400 InvalidArgument, BROKEN, CLASS_UNSUPPORTED, CLASS_UNSUPPORTED, BROKEN",
    "400 EntityTooLarge, TOO_LARGE, TOO_LARGE, TOO_LARGE, TOO_LARGE",
    "501 NotImplemented, UNSUPPORTED, CLASS_UNSUPPORTED, TAGS_UNSUPPORTED, TAGS_UNSUPPORTED"
  })
  void aRefusedWrite(
      String answer, StoreFault plain, StoreFault classed, StoreFault both, StoreFault tagged)
      throws Exception {
    String[] words = answer.split(" ", 2);
    try (BrokenStore server =
            BrokenStore.playing(call -> call.answer(words[0] + " No", refusal(words[1])));
        UpstreamFixture upstream = UpstreamFixture.of(server)) {
      StoredDescription bare = StoredDescription.of(StoredMetadata.NONE);
      assertFault(plain, () -> write(upstream, bare));
      assertFault(classed, () -> write(upstream, bare.in(COLD)));
      assertFault(both, () -> write(upstream, bare.in(COLD).with(TAGS)));
      assertFault(tagged, () -> write(upstream, bare.with(TAGS)));
    }
  }

  @ParameterizedTest
  @CsvSource({"200 OK, true", "202 Accepted, false"})
  void aRestoration(String status, boolean already) throws Exception {
    try (BrokenStore server = BrokenStore.playing(call -> call.answer(status, ""));
        UpstreamFixture upstream = UpstreamFixture.of(server)) {
      assertEquals(already, upstream.store().archive().restore(OBJECT, 1, Optional.empty()));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "403, InvalidObjectState, NOT_ARCHIVED",
    "409, RestoreAlreadyInProgress, RESTORE_IN_PROGRESS",
    "400, InvalidArgument, UNSUPPORTED",
    "501, NotImplemented, UNSUPPORTED",
    "404, NoSuchKey, NO_SUCH_OBJECT"
  })
  void aRefusedRestoration(int status, String code, StoreFault fault) throws Exception {
    try (BrokenStore server =
            BrokenStore.playing(call -> call.answer(status + " No", refusal(code)));
        UpstreamFixture upstream = UpstreamFixture.of(server)) {
      assertFault(fault, () -> upstream.store().archive().restore(OBJECT, 1, Optional.of("Bulk")));
    }
  }
}
