package com.cipherquay.tests.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

final class AdminTest {

  @TempDir private Path folder;

  @Test
  void requestsAreCountedAndLoggedWithoutNames() throws Exception {
    Path data = folder.resolve("data");
    try (Serving serving = Serving.serve(folder, data)) {
      URI endpoint = serving.awaitReady();
      try (S3Client client = Client.of(endpoint, data)) {
        client.createBucket(request -> request.bucket("a-bucket-by-name"));
        client.putObject(
            request -> request.bucket("a-bucket-by-name").key("a key by name"),
            RequestBody.fromString("twelve bytes"));
        client.headObject(request -> request.bucket("a-bucket-by-name").key("a key by name"));
      }
      assertEquals(404, serving.adminStatus("/"));
      String metrics = serving.adminText("/metrics");
      for (String line :
          new String[] {
            "cipherquay_requests_total{operation=\"PutObject\",status=\"200\"} 1.0",
            "cipherquay_requests_total{operation=\"HeadObject\",status=\"200\"} 1.0",
            "cipherquay_request_duration_seconds_count{operation=\"PutObject\"} 1",
            "cipherquay_store_calls_total{call=\"write\",outcome=\"ok\"} 1.0",
            "cipherquay_store_calls_total{call=\"head\",outcome=\"ok\"} 1.0",
            "cipherquay_store_calls_total{call=\"createBucket\",outcome=\"ok\"} 1.0",
            "cipherquay_undecryptable_names_total 0.0",
            "cipherquay_cache_hits_total{cache=\"parts\"} 0.0",
          }) {
        assertTrue(metrics.contains(line + "\n"), () -> line + " in\n" + metrics);
      }
      serving.terminate();
      assertEquals(0, serving.awaitEnd());
      String log = serving.err();
      assertTrue(
          log.contains("\"operation\":\"PutObject\",\"method\":\"PUT\",\"status\":200"), log);
      assertFalse(log.contains("by-name") || log.contains("by name") || log.contains("by%20"), log);
    }
  }

  @Test
  void namesAreLoggedOnlyWhenAskedFor() throws Exception {
    Path data = folder.resolve("data");
    Path log = folder.resolve("requests.log");
    Map<String, String> environment =
        Map.of("CIPHERQUAY_LOG_NAMES", "true", "CIPHERQUAY_LOG_FILE", log.toString());
    List<String> arguments =
        List.of("serve", "--data", data + "", "--listen=127.0.0.1:0", "--admin=127.0.0.1:0");
    try (Serving serving = Serving.command(folder, environment, arguments)) {
      try (S3Client client = Client.of(serving.awaitReady(), data)) {
        client.createBucket(request -> request.bucket("a-bucket-by-name"));
      }
      serving.terminate();
      assertEquals(0, serving.awaitEnd());
      assertTrue(Files.readString(log).contains("\"path\":\"/a-bucket-by-name\""));
      assertFalse(serving.err().contains("a-bucket-by-name"));
    }
  }
}
