package com.cipherquay.proxy.access;

import com.cipherquay.grant.Grant;
import com.cipherquay.grant.GrantRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The grants that can be used by their access key id alone, as their file has them at most a second
 * ago. While that can not be read there are none. Thread-safe.
 */
public final class RegistryWatch implements Function<String, Optional<Grant>> {

  private static final Logger LOG = LoggerFactory.getLogger(RegistryWatch.class);
  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Reads the file. */
  @FunctionalInterface
  public interface Source {
    GrantRegistry read() throws IOException;
  }

  /** What tells one content of the file from another: it is replaced, never written into. */
  private record Stamp(Optional<Object> file, Optional<FileTime> modified, long size) {}

  private final Source source;
  private final Path file;
  private Optional<GrantRegistry> known = Optional.empty();
  private Optional<Stamp> stamp = Optional.empty();
  private boolean looked;
  private long lookedAt;

  /** A watch that looks when it is asked. */
  public RegistryWatch(Source source, Path file) {
    this.source = source;
    this.file = file;
  }

  @Override
  public Optional<Grant> apply(String accessKeyId) {
    return recent().flatMap(registry -> registry.registered(accessKeyId));
  }

  private synchronized Optional<GrantRegistry> recent() {
    long now = System.nanoTime();
    if (!looked || now - lookedAt >= LOOK_NANOS) {
      looked = true;
      lookedAt = now;
      try {
        Stamp newest = newest();
        if (!stamp.equals(Optional.of(newest))) {
          known = Optional.of(source.read());
          stamp = Optional.of(newest);
        }
      } catch (IOException e) {
        known = Optional.empty();
        stamp = Optional.empty();
        LOG.error("registered access grants are refused: they can not be read", e);
      }
    }
    return known;
  }

  private Stamp newest() throws IOException {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return new Stamp(
          Optional.ofNullable(now.fileKey()), Optional.of(now.lastModifiedTime()), now.size());
    } catch (NoSuchFileException none) {
      return new Stamp(Optional.empty(), Optional.empty(), 0);
    }
  }
}
