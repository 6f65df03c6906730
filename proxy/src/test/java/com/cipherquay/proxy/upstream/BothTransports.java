package com.cipherquay.proxy.upstream;

import com.cipherquay.store.ByteRange;
import com.cipherquay.store.StoredBody;
import com.cipherquay.store.StoredMetadata;
import com.cipherquay.store.StoredName;
import com.cipherquay.store.StoredObject;
import com.cipherquay.store.WriteCondition;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A server of the test, over TCP and over TLS, and requests to it.
 *
 * @param folder for a certificate
 */
record BothTransports(Path folder) {

  static final StoredName NAME = new StoredName("x");
  static final String DONE = "HTTP/1.1 200 OK\r\nETag: \"e\"\r\nContent-Length: 0\r\n\r\n";

  static final String OBJECT =
      "HTTP/1.1 200 OK\r\nETag: \"e\"\r\nLast-Modified: Fri, 20 Nov 2026 12:00:00 GMT\r\n";

  static final String LENGTH = "Content-Length: 100000\r\n\r\n";

  /** A body that can not be sent again: only on a connection that is there it arrives. */
  static void write(UpstreamFixture upstream) throws IOException {
    write(upstream, new ByteArrayInputStream(new byte[1000]), 1000);
  }

  static void write(UpstreamFixture upstream, InputStream body, int length) throws IOException {
    var unused =
        upstream
            .store()
            .write(NAME, new StoredBody(body, length), StoredMetadata.NONE, WriteCondition.NONE);
  }

  static StoredObject read(UpstreamFixture upstream) throws IOException {
    return upstream.store().read(NAME, new ByteRange.Whole(), Optional.empty());
  }

  static void answer(BrokenStore.Call call, String text) throws IOException {
    var unused = call.body();
    call.send(text);
  }

  static UpstreamFixture open(URI endpoint, Path ca) throws IOException {
    return UpstreamFixture.open(
        UpstreamFixture.settings(endpoint, "us-east-1", Optional.of(ca), Map.of()));
  }

  interface Check {
    void of(BrokenStore server, UpstreamFixture upstream) throws Exception;
  }

  /** Over TCP, and over TLS. */
  void both(BrokenStore.Script script, Check check) throws Exception {
    try (BrokenStore server = BrokenStore.playing(script);
        UpstreamFixture upstream = UpstreamFixture.of(server)) {
      check.of(server, upstream);
    }
    TestCertificate own = TestCertificate.create(folder, "own");
    try (BrokenStore server = BrokenStore.playing(script, own.listen());
        UpstreamFixture upstream =
            open(URI.create("https://localhost:" + server.endpoint().getPort()), own.pem())) {
      check.of(server, upstream);
    }
  }
}
