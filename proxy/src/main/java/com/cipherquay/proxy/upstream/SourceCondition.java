package com.cipherquay.proxy.upstream;

import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import com.cipherquay.store.WriteCondition;
import java.io.IOException;

/**
 * The condition that the source of a copy still has its entity tag, in the words that the store
 * understands. One for all requests to a store; thread-safe.
 *
 * <p>Ceph has misspelt the header field ever since, and copies whatever is there if it is asked as
 * AWS says. Others refuse a field that they do not know. So the first copy is sent with both
 * fields, and if the store refuses that and then takes the one of AWS, no other has both.
 */
final class SourceCondition {

  private static final String FIELD = "x-amz-copy-source-if-match";
  private static final String FIELD_OF_CEPH = "x-amz-copy-if-match";

  private volatile boolean both = true;

  /** Sends a request that copies, and throws if the store refuses it. */
  @FunctionalInterface
  interface Sending {
    UpstreamAnswer send(UpstreamRequest request) throws IOException;
  }

  /**
   * Sends a request under the condition. What is wrong with an answer that is a success comes after
   * this: it says nothing of fields, and Ceph must not be asked for an unconditional copy for it.
   *
   * @param etag without quotes
   * @return the answer, which the caller closes
   * @throws StoreException {@code SOURCE_CHANGED} if no store can have such a tag
   */
  UpstreamAnswer send(UpstreamRequest request, String etag, Sending sending) throws IOException {
    if (!new WriteCondition.IfMatch(etag).isPlain()) {
      throw new StoreException(StoreFault.SOURCE_CHANGED, request + ": no store has such a tag");
    }
    // With quotes: S3Proxy knows a part's source by them only, and all others take either.
    String quoted = '"' + etag + '"';
    UpstreamRequest plain = request.header(FIELD, quoted);
    if (!both) {
      return sending.send(plain);
    }
    try {
      return sending.send(plain.header(FIELD_OF_CEPH, quoted));
    } catch (StoreException e) {
      if (e.fault() != StoreFault.UNSUPPORTED && e.fault() != StoreFault.BROKEN) {
        throw e;
      }
      UpstreamAnswer answer = sending.send(plain);
      both = false;
      return answer;
    }
  }
}
