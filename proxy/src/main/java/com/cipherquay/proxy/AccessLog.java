package com.cipherquay.proxy;

import com.cipherquay.proxy.http.RequestListener;
import com.cipherquay.proxy.http.ServedRequest;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One JSON line for every request. Thread-safe. */
final class AccessLog implements RequestListener {

  private static final Logger LOG = LoggerFactory.getLogger(Logging.REQUESTS);

  private final ObjectMapper json = new ObjectMapper();
  private final boolean names;

  /**
   * @param names whether lines show the path, and with it bucket and object key
   */
  AccessLog(boolean names) {
    this.names = names;
  }

  @Override
  public void served(ServedRequest request) {
    if (!LOG.isInfoEnabled()) {
      return;
    }
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("time", Instant.now().toString());
    line.put("request", request.requestId());
    line.put("operation", request.operation());
    line.put("method", request.method());
    if (names) {
      line.put("path", request.rawPath());
    }
    line.put("status", request.status());
    line.put("received", request.received());
    line.put("sent", request.sent());
    line.put("micros", TimeUnit.NANOSECONDS.toMicros(request.nanos()));
    line.put("remote", request.remoteAddress());
    request.accessKeyId().ifPresent(id -> line.put("caller", id));
    if (request.aborted()) {
      line.put("aborted", true);
    }
    try {
      LOG.info(json.writeValueAsString(line));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("strings and numbers are always JSON", e);
    }
  }
}
