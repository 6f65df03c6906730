package com.cipherquay.proxy;

import com.cipherquay.audit.AuditEvent;
import com.cipherquay.proxy.http.RequestListener;
import com.cipherquay.proxy.http.ServedRequest;
import com.cipherquay.proxy.operation.Asker;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Writes down in the audit log which requests were denied. Everybody who reaches the listener can
 * cause lines, so there are at most {@value #MOST} a minute; the next one says how many there would
 * have been. Thread-safe.
 */
final class DenialLog implements RequestListener {

  static final int MOST = 600;

  private static final long MINUTE = 60_000_000_000L;
  private static final int FORBIDDEN = 403;

  /** Denials that S3 does not answer with 403; of single keys of a request it answers with 200. */
  private static final Set<String> DENIALS =
      Set.of("AccessDenied", "ExpiredToken", "InvalidToken", "AuthorizationHeaderMalformed");

  private final OutputStream out;
  private final boolean names;
  private final LongSupplier nanoTime;
  private long minute;
  private int written;
  private long withheld;

  /**
   * @param out takes a line at a time, from any thread
   * @param names whether lines show the path, and with it bucket and object key
   * @param nanoTime as {@link System#nanoTime()}
   */
  DenialLog(OutputStream out, boolean names, LongSupplier nanoTime) {
    this.out = out;
    this.names = names;
    this.nanoTime = nanoTime;
    this.minute = nanoTime.getAsLong();
  }

  @Override
  public void served(ServedRequest request) {
    boolean denied =
        request.status() == FORBIDDEN || request.error().filter(DENIALS::contains).isPresent();
    if (!denied) {
      return;
    }
    long unwritten = take();
    if (unwritten < 0) {
      return;
    }
    AuditEvent event = event(request);
    byte[] line =
        (unwritten == 0 ? event : event.with("withheld", unwritten))
            .line(Clock.systemUTC().instant());
    try {
      out.write(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many were withheld since the last line; negative if this one is too. */
  private synchronized long take() {
    long now = nanoTime.getAsLong();
    if (now - minute >= MINUTE) {
      minute = now;
      written = 0;
    }
    if (written >= MOST) {
      withheld++;
      return -1;
    }
    written++;
    long before = withheld;
    withheld = 0;
    return before;
  }

  private AuditEvent event(ServedRequest request) {
    AuditEvent event =
        AuditEvent.of("request.denied")
            .with("request", request.requestId())
            .with("operation", request.operation())
            .with("method", request.method());
    if (names) {
      event = event.with("path", request.rawPath());
    }
    event =
        event
            .with("status", request.status())
            .with("error", request.error().orElse("AccessForbidden"))
            .with("remote", request.remoteAddress());
    if (request.asker().isPresent()) {
      Asker asker = request.asker().get();
      event = event.with(asker.role(), asker.accessKeyId());
      if (asker.grant().isPresent()) {
        event = event.with("grant", asker.grant().get());
      }
    }
    return event;
  }
}
