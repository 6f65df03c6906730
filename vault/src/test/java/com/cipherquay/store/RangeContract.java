package com.cipherquay.store;

import static com.cipherquay.store.StoreUnderTest.assertFault;
import static com.cipherquay.store.StoreUnderTest.bytes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every form of range, at every edge. */
public interface RangeContract extends StoreUnderTest {

  @Test
  default void everyFormOfRangeReadsTheBytesItNames() throws Exception {
    for (int size : new int[] {1, 2, 1000, 200_000}) {
      String name = "range/" + size;
      write(name, bytes(size));
      for (int first : new int[] {0, size / 2, size - 1}) {
        assertRange(name, new ByteRange.From(first), first, size);
        assertRange(name, new ByteRange.Between(first, first), first, first + 1);
        assertRange(name, new ByteRange.Between(first, size - 1), first, size);
        assertRange(name, new ByteRange.Between(first, size), first, size);
        assertRange(name, new ByteRange.Between(first, Long.MAX_VALUE), first, size);
      }
      assertRange(name, new ByteRange.Whole(), 0, size);
      assertRange(name, new ByteRange.Suffix(1), size - 1, size);
      assertRange(name, new ByteRange.Suffix(size), 0, size);
      assertRange(name, new ByteRange.Suffix(size + 1L), 0, size);
      assertRange(name, new ByteRange.Suffix(Long.MAX_VALUE), 0, size);
    }
  }

  private void assertRange(String name, ByteRange range, int from, int to) throws Exception {
    byte[] whole = bytes((int) head(name).size());
    try (StoredObject object = store().read(new StoredName(name), range, Optional.empty())) {
      assertEquals(head(name), object.head(), "the head is that of the whole object");
      assertEquals(from, object.offset(), range.toString());
      assertEquals(to - from, object.length(), range.toString());
      byte[] expected = Arrays.copyOfRange(whole, from, to);
      assertArrayEquals(expected, object.body().readAllBytes(), range.toString());
      assertEquals(-1, object.body().read());
    }
  }

  @Test
  default void aRangeBeyondTheEndIsNotSatisfiable() throws Exception {
    for (int size : new int[] {1, 1000, 200_000}) {
      write("short", bytes(size));
      assertUnsatisfiable("short", new ByteRange.From(size));
      assertUnsatisfiable("short", new ByteRange.From(Long.MAX_VALUE));
      assertUnsatisfiable("short", new ByteRange.Between(size, size + 10L));
      assertUnsatisfiable("short", new ByteRange.Suffix(0));
    }
  }

  @Test
  default void anEmptyObjectHasNoBytesToName() throws Exception {
    write("empty", new byte[0]);
    assertEquals(0, read("empty").length);
    assertUnsatisfiable("empty", new ByteRange.From(0));
    assertUnsatisfiable("empty", new ByteRange.Between(0, 0));
    if (gaps().contains(StoreGap.SUFFIX_OF_EMPTY)) {
      assertUnsatisfiable("empty", new ByteRange.Suffix(5));
    } else {
      assertEquals(0, read("empty", new ByteRange.Suffix(5)).length);
    }
  }

  private void assertUnsatisfiable(String name, ByteRange range) {
    assertFault(StoreFault.RANGE_NOT_SATISFIABLE, () -> read(name, range));
  }

  @Test
  default void aRangeOfNothingThereIsNoSuchObject() {
    assertFault(StoreFault.NO_SUCH_OBJECT, () -> read("absent", new ByteRange.From(5)));
  }
}
