package com.cipherquay.proxy.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredName;
import com.cipherquay.store.StoredPageRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Well-formed documents of a success that are not the ones that were asked for. */
final class OtherDocumentTest {

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
      assertFault(fault, () -> upstream.store().deleteAll(List.of(new StoredName("a"))));
      assertFault(fault, () -> upstream.buckets().buckets());
    }
  }

  @Test
  void anEmptyAnswerIsOne() throws Exception {
    BrokenStore.Script empty =
        call ->
            call.answer(
                "200 OK",
                call.line().startsWith("POST ") ? "<DeleteResult/>" : "<ListAllMyBucketsResult/>");
    try (BrokenStore server = BrokenStore.playing(empty);
        UpstreamFixture upstream = UpstreamFixture.of(server)) {
      assertEquals(Map.of(), upstream.store().deleteAll(List.of(new StoredName("a"))));
      assertEquals(List.of(), upstream.buckets().buckets());
    }
  }

  private static void assertFault(StoreFault fault, Executable action) {
    assertEquals(fault, assertThrows(StoreException.class, action).fault());
  }
}
