package com.cipherquay.proxy.upstream;

import com.cipherquay.proxy.s3.xml.ObjectVersion;
import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.StoredLock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/**
 * Finds out why an S3 does not let a version go: it has the same word for a lock and for
 * credentials that may do too little.
 *
 * @param bucket the upstream's
 * @param bypassGovernance whether the request went past retentions of that mode
 */
record LockCheck(UpstreamClient client, String bucket, boolean bypassGovernance) {

  /** How far the clock of a store may be behind ours: as far as its signatures allow. */
  private static final Duration SKEW = Duration.ofMinutes(15);

  /** What a refusal means; one more call to the store if that is not clear. */
  StoreException explain(StoreException refusal, ObjectVersion object) {
    return refusal.fault() == StoreFault.DENIED && isLocked(object, refusal)
        ? new StoreException(StoreFault.LOCKED, "a version of " + object + " is locked", refusal)
        : refusal;
  }

  /** The same of one refusal among many. */
  StoreFault explain(StoreFault refusal, ObjectVersion object) {
    return explain(new StoreException(refusal, "not deleted"), object).fault();
  }

  /** What the refusal of another retention means, if a version or the current one has one. */
  StoreException ofRetention(StoreException refusal, ObjectVersion object) {
    // Of a retention that is to be changed it does not matter whether its time is over.
    return refusal.fault() == StoreFault.DENIED && lock(object, refusal).retention().isPresent()
        ? new StoreException(StoreFault.LOCKED, object + " is locked", refusal)
        : refusal;
  }

  private boolean isLocked(ObjectVersion object, StoreException refusal) {
    return !object.version().isEmpty()
        && lock(object, refusal).holds(Instant.now().minus(SKEW), bypassGovernance);
  }

  private StoredLock lock(ObjectVersion object, StoreException refusal) {
    try {
      UpstreamRequest request =
          UpstreamRequest.of("HEAD", client.endpoint().address(bucket, object.name()));
      if (!object.version().isEmpty()) {
        request = request.query(UpstreamRequest.VERSION, object.version());
      }
      try (UpstreamAnswer answer = client.send(request)) {
        return LockHeaders.read(answer);
      }
    } catch (IOException e) {
      refusal.addSuppressed(e);
      return StoredLock.NONE;
    }
  }
}
