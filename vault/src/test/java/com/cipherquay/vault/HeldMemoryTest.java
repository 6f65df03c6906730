package com.cipherquay.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class HeldMemoryTest {

  private static final int HALF = 500_000;

  @Test
  void refusesWhatIsMoreThanItHasForTooLong() throws IOException {
    HeldMemory memory = HeldMemory.of(2 * HALF + 4096, Duration.ofMillis(20));
    memory.take(HALF);
    memory.take(HALF);
    StoreException refused = assertThrows(StoreException.class, () -> memory.take(HALF));
    assertEquals(StoreFault.BUSY, refused.fault());
    memory.giveBack(HALF);
    memory.take(HALF);
    memory.giveBack(HALF);
    memory.giveBack(HALF);
    memory.take(2 * HALF);
  }

  @Test
  void waitsForOthers() throws IOException {
    HeldMemory memory = HeldMemory.of(HALF + 4096, Duration.ofMinutes(1));
    memory.take(HALF);
    CompletableFuture<Void> other = CompletableFuture.runAsync(() -> memory.giveBack(HALF));
    memory.take(HALF);
    other.join();
    assertThrows(StoreException.class, () -> HeldMemory.of(HALF, Duration.ZERO).take(HALF + 4096));
  }

  @Test
  void stopsWaitingWhenInterrupted() throws IOException {
    HeldMemory memory = HeldMemory.of(HALF + 4096, Duration.ofMinutes(1));
    memory.take(HALF);
    Thread.currentThread().interrupt();
    assertThrows(InterruptedIOException.class, () -> memory.take(HALF));
    assertTrue(Thread.interrupted());
  }

  @Test
  void hasRoomForPartsOnAnyHeap() throws IOException {
    HeldMemory memory = HeldMemory.ofHeap();
    memory.take(ObjectSize.part(5 << 20));
    memory.take(ObjectSize.part(5 << 20) - 4096);
  }
}
