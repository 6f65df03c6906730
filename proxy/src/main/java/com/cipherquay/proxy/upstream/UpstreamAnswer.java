package com.cipherquay.proxy.upstream;

import com.cipherquay.store.StoreException;
import com.cipherquay.store.StoreFault;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;

/**
 * What the store answers: untrusted. The receiver closes it; that gives the connection back if the
 * body was read to its end, and closes the connection else. Not thread-safe.
 */
final class UpstreamAnswer implements AutoCloseable {

  /** A store that trickles does not hold a thread for as long as it likes. */
  private static final Duration DOCUMENT = Duration.ofMinutes(2);

  private static final Duration LENGTHY_DOCUMENT = Duration.ofMinutes(15);

  private final UpstreamRequest request;
  private final HttpResponse response;
  private final InputStream body;
  private final boolean early;

  UpstreamAnswer(UpstreamRequest request, HttpResponse response, InputStream body, boolean early) {
    this.request = request;
    this.response = response;
    this.body = body;
    this.early = early;
  }

  /** The request that this answers. */
  UpstreamRequest request() {
    return request;
  }

  int status() {
    return response.getCode();
  }

  /** Whether it says that the request was fulfilled. */
  boolean success() {
    // A store that reports success before it has the whole body lies.
    return status() >= 200 && status() <= 299 && !early;
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(response.getFirstHeader(name)).map(Header::getValue);
  }

  /** The body, of whatever length it claims to have. */
  InputStream body() {
    return body;
  }

  /** The whole body, which is a document of limited size, without spaces before it. */
  byte[] document(int limit) throws StoreException {
    try {
      if (body instanceof AnswerStream stream) {
        stream.within(request.lengthy() ? LENGTHY_DOCUMENT : DOCUMENT);
      }
      byte[] bytes = body.readNBytes(limit + 1);
      if (bytes.length > limit) {
        throw broken("has a document of more than " + limit + " bytes");
      }
      return withoutSpacesBefore(bytes);
    } catch (StoreException e) {
      throw e;
    } catch (IOException e) {
      throw new StoreException(
          StoreFault.UNAVAILABLE, "the answer to " + request + " broke off", e);
    }
  }

  /** They keep a connection open while the store works, and XML forbids them before its header. */
  private static byte[] withoutSpacesBefore(byte[] bytes) {
    int first = 0;
    while (first < bytes.length && bytes[first] <= ' ' && bytes[first] > 0) {
      first++;
    }
    return first == 0 ? bytes : Arrays.copyOfRange(bytes, first, bytes.length);
  }

  /** Says what is wrong with this answer. */
  StoreException broken(String complaint) {
    return new StoreException(
        StoreFault.BROKEN, "the answer to " + request + " (" + status() + ") " + complaint);
  }

  @Override
  public void close() throws IOException {
    body.close();
  }
}
