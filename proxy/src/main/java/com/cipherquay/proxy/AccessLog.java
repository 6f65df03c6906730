package com.cipherquay.proxy;

import com.cipherquay.proxy.http.RequestListener;
import com.cipherquay.proxy.http.ServedRequest;
import com.cipherquay.proxy.operation.Asker;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** One JSON line for every request. Thread-safe. */
final class AccessLog implements RequestListener {

  private static final int LINE = 512;

  private final JsonFactory json = new JsonFactory();
  private final OutputStream out;
  private final boolean names;

  /**
   * @param out takes a line at a time, from any thread
   * @param names whether lines show the path, and with it bucket and object key
   */
  AccessLog(OutputStream out, boolean names) {
    this.out = out;
    this.names = names;
  }

  @Override
  public void served(ServedRequest request) {
    ByteArrayOutputStream line = new ByteArrayOutputStream(LINE);
    try {
      try (JsonGenerator fields = json.createGenerator(line)) {
        fields.writeStartObject();
        write(fields, request);
        fields.writeEndObject();
        fields.writeRaw('\n');
      }
      line.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(JsonGenerator fields, ServedRequest request) throws IOException {
    fields.writeStringField("time", Instant.now().toString());
    fields.writeStringField("request", request.requestId());
    fields.writeStringField("operation", request.operation());
    fields.writeStringField("method", request.method());
    if (names) {
      fields.writeStringField("path", request.rawPath());
    }
    fields.writeNumberField("status", request.status());
    fields.writeNumberField("received", request.received());
    fields.writeNumberField("sent", request.sent());
    fields.writeNumberField("micros", TimeUnit.NANOSECONDS.toMicros(request.nanos()));
    fields.writeStringField("remote", request.remoteAddress());
    if (request.asker().isPresent()) {
      write(fields, request.asker().get());
    }
    if (request.error().isPresent()) {
      fields.writeStringField("error", request.error().get());
    }
    if (request.aborted()) {
      fields.writeBooleanField("aborted", true);
    }
  }

  private static void write(JsonGenerator fields, Asker asker) throws IOException {
    fields.writeStringField(asker.role(), asker.accessKeyId());
    if (asker.grant().isPresent()) {
      fields.writeStringField("grant", asker.grant().get());
    }
  }
}
