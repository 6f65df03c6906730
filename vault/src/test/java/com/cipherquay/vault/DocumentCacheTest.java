package com.cipherquay.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DocumentCacheTest {

  private static final Optional<Octets> DOCUMENT = Optional.of(Octets.of(new byte[] {1}));

  private long now;
  private final DocumentCache cache = new DocumentCache(() -> now);

  @Test
  void remembersForTenSeconds() {
    cache.remember("bucket", DocumentKind.CORS, DOCUMENT);
    cache.remember("bucket", DocumentKind.TAGS, Optional.empty());
    now += Duration.ofSeconds(10).toNanos() - 1;
    assertEquals(Optional.of(DOCUMENT), cache.find("bucket", DocumentKind.CORS));
    assertEquals(Optional.of(Optional.empty()), cache.find("bucket", DocumentKind.TAGS));
    now += 1;
    assertEquals(Optional.empty(), cache.find("bucket", DocumentKind.CORS));
    assertEquals(Optional.empty(), cache.find("bucket", DocumentKind.TAGS));
  }

  @Test
  void forgetsOneBucket() {
    for (String bucket : new String[] {"a", "b"}) {
      cache.remember(bucket, DocumentKind.CORS, DOCUMENT);
      cache.remember(bucket, DocumentKind.TAGS, DOCUMENT);
    }
    cache.forget("a");
    assertEquals(Optional.empty(), cache.find("a", DocumentKind.CORS));
    assertEquals(Optional.empty(), cache.find("a", DocumentKind.TAGS));
    assertEquals(Optional.of(DOCUMENT), cache.find("b", DocumentKind.CORS));
  }
}
