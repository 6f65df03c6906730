package com.cipherquay.store;

import static com.cipherquay.store.StoreUnderTest.body;
import static com.cipherquay.store.StoreUnderTest.bytes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Writes that fail leave what was there; reads may stop anywhere. */
public interface AbortContract extends StoreUnderTest {

  @Test
  default void aBodyThatThrowsLeavesNothing() throws Exception {
    for (int size : new int[] {0, 1000, 70_000, 300_000}) {
      for (int position : new int[] {0, size / 2, size}) {
        IOException fault = new IOException("thrown at byte " + position);
        StoredBody body = throwing(size, position, fault);
        assertSame(fault, assertThrows(IOException.class, () -> write("aborted", body)));
        assertAbsent("aborted");
      }
    }
  }

  @Test
  default void aBodyThatThrowsLeavesTheOldObject() throws Exception {
    String etag = write("kept", bytes(123));
    for (int size : new int[] {0, 1000, 300_000}) {
      for (int position : new int[] {0, size / 2, size}) {
        IOException fault = new IOException("thrown at byte " + position);
        StoredBody body = throwing(size, position, fault);
        assertSame(fault, assertThrows(IOException.class, () -> write("kept", body)));
        assertEquals(etag, head("kept").etag());
        assertArrayEquals(bytes(123), read("kept"));
      }
    }
  }

  @Test
  default void aBodyOfAnotherLengthThanAnnouncedLeavesNothing() throws Exception {
    for (int size : new int[] {1, 1000, 65_536, 300_000}) {
      for (int actual : new int[] {0, size - 1, size + 1, 2 * size}) {
        StoredBody body = new StoredBody(body(bytes(actual)).stream(), size);
        assertThrows(IOException.class, () -> write("wrong", body));
        assertAbsent("wrong");
      }
    }
    StoredBody notEmpty = new StoredBody(body(bytes(1)).stream(), 0);
    assertThrows(IOException.class, () -> write("wrong", notEmpty));
    assertAbsent("wrong");
  }

  @Test
  default void nothingIsThereBeforeTheStreamSaysThatItEnds() throws Exception {
    for (int size : new int[] {0, 1000, 300_000}) {
      AtomicInteger asked = new AtomicInteger();
      WatchedStream.Action look =
          () -> {
            asked.incrementAndGet();
            assertAbsent("late/" + size);
          };
      write("late/" + size, new StoredBody(WatchedStream.at(size, bytes(size), look), size));
      assertEquals(1, asked.get(), "the end of the stream must be read");
      assertArrayEquals(bytes(size), read("late/" + size));
    }
  }

  @Test
  default void aReaderMayStopAnywhere() throws Exception {
    write("large", bytes(1_000_000));
    StoredName name = new StoredName("large");
    for (int i = 0; i < 100; i++) {
      try (StoredObject object = store().read(name, new ByteRange.Whole(), Optional.empty())) {
        assertEquals(i, object.body().readNBytes(i).length);
      }
    }
    assertArrayEquals(bytes(1_000_000), read("large"));
  }

  private void write(String name, StoredBody body) throws IOException {
    store().write(new StoredName(name), body, StoredMetadata.NONE, WriteCondition.NONE);
  }

  private static StoredBody throwing(int size, int position, IOException fault) {
    WatchedStream.Action fail =
        () -> {
          throw fault;
        };
    return new StoredBody(WatchedStream.at(position, bytes(size), fail), size);
  }
}
