package com.cipherquay.keyset;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of a vault whose file may change: it is read again when keys are asked for and what is
 * known has become old. A file that can not be opened, or lacks keys that were there, changes
 * nothing but the log. Thread-safe.
 */
public final class VaultWatch implements LiveKeyset {

  private static final Logger LOG = LoggerFactory.getLogger(VaultWatch.class);

  private static final byte[] NOTHING = {};

  private final Path folder;
  private final Unlocking unlocking;
  private final long refreshNanos;
  private final ReentrantLock looking = new ReentrantLock();
  private volatile OpenedVault known;
  private volatile long lookedAt;
  // Guarded by looking. What was taken last, and what could not be, when.
  private byte[] taken = {};
  private byte[] refused = {};
  private long refusedAt;

  private VaultWatch(Path folder, Unlocking unlocking, Duration refresh, OpenedVault opened) {
    this.folder = folder;
    this.unlocking = unlocking;
    this.refreshNanos = refresh.toNanos();
    this.known = opened;
    this.lookedAt = System.nanoTime();
  }

  /**
   * Watches the file of a vault that was opened.
   *
   * @param folder of the vault
   * @param unlocking how it was opened: for a file that was given another key since
   * @param refresh how old what it knows can be
   */
  public static VaultWatch of(
      Path folder, Unlocking unlocking, Duration refresh, OpenedVault opened) {
    return new VaultWatch(folder, unlocking, refresh, opened);
  }

  @Override
  public Keyset current() {
    // One thread looks; the others go on with what is known.
    if (System.nanoTime() - lookedAt >= refreshNanos && looking.tryLock()) {
      try {
        look();
      } finally {
        looking.unlock();
      }
    }
    return known.keyset();
  }

  @Override
  public Keyset newest() {
    looking.lock();
    try {
      look();
    } finally {
      looking.unlock();
    }
    return known.keyset();
  }

  private void look() {
    lookedAt = System.nanoTime();
    try {
      byte[] bytes = VaultDirectory.read(folder);
      if (!Arrays.equals(bytes, taken) && !wasJustRefused(bytes)) {
        refused = bytes;
        refusedAt = lookedAt;
        take(open(bytes));
        taken = bytes;
        refused = NOTHING;
      }
    } catch (IOException e) {
      LOG.warn(
          "the vault file has changed and can not be used, so the keys stay as they were: {}",
          e.getMessage());
    }
  }

  /** A secret may come later than the file, and a service come back; each try may cost a second. */
  private boolean wasJustRefused(byte[] bytes) {
    return Arrays.equals(bytes, refused) && lookedAt - refusedAt < 3 * refreshNanos;
  }

  /** With the key that it had, which a rotation keeps; else as at the start. */
  private OpenedVault open(byte[] bytes) throws IOException {
    try {
      VaultFile file = VaultFileCodec.decode(bytes, known.file().fileKey());
      return new OpenedVault(file, known.method(), false);
    } catch (VaultFileException otherKey) {
      LOG.debug("the vault file has another key than before", otherKey);
      return VaultDirectory.decode(folder, bytes, unlocking);
    }
  }

  private void take(OpenedVault opened) throws VaultFileException {
    int before = known.keyset().currentEpoch();
    if (!opened.keyset().continues(known.keyset())) {
      throw new VaultFileException("it is older, or another vault's");
    }
    known = opened;
    int now = opened.keyset().currentEpoch();
    if (now != before) {
      LOG.info("the vault was rotated: new objects are written under epoch {}", now);
    }
  }
}
