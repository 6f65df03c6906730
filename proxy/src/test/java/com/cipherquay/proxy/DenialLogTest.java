package com.cipherquay.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.proxy.http.ServedRequest;
import com.cipherquay.proxy.operation.Asker;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DenialLogTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final DenialLog log = new DenialLog(out, false, nanos::get);

  private static ServedRequest request(int status, String error, Optional<Asker> asker) {
    return new ServedRequest(
        "0123456789ABCDEF",
        "GetObject",
        "GET",
        "/bucket/secret-name",
        status,
        asker,
        Optional.of(error).filter(code -> !code.isEmpty()),
        "127.0.0.1",
        0,
        0,
        1000,
        false);
  }

  private static ServedRequest denied() {
    return request(403, "SignatureDoesNotMatch", Optional.empty());
  }

  private List<JsonNode> lines() throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : out.toString(UTF_8).lines().toList()) {
      lines.add(JsonMapper.builder().build().readTree(line));
    }
    return lines;
  }

  @Test
  void aDenialSaysWhoAndWhyButNotOfWhat() throws IOException {
    log.served(
        request(403, "AccessDenied", Optional.of(new Asker("CQID", Optional.of("f00d"), true))));
    JsonNode line = lines().get(0);
    assertEquals("request.denied", line.get("event").asText());
    assertEquals("0123456789ABCDEF", line.get("request").asText());
    assertEquals("AccessDenied", line.get("error").asText());
    assertEquals(403, line.get("status").asInt());
    assertEquals("CQID", line.get("caller").asText());
    assertEquals("f00d", line.get("grant").asText());
    assertEquals("127.0.0.1", line.get("remote").asText());
    assertFalse(out.toString(UTF_8).contains("secret-name"));
  }

  @Test
  void namesAreShownWhereTheyAreAskedFor() throws IOException {
    new DenialLog(out, true, nanos::get).served(denied());
    assertEquals("/bucket/secret-name", lines().get(0).get("path").asText());
  }

  @Test
  void whoIsNotVerifiedHasOnlyClaimedIt() throws IOException {
    log.served(
        request(
            403,
            "SignatureDoesNotMatch",
            Optional.of(new Asker("AKIASOMEBODY", Optional.empty(), false))));
    assertEquals("AKIASOMEBODY", lines().get(0).get("claimed").asText());
    assertFalse(lines().get(0).has("caller"));
  }

  @Test
  void whatIsNotADenialIsNotWritten() {
    log.served(request(200, "", Optional.empty()));
    log.served(request(404, "NoSuchKey", Optional.empty()));
    log.served(request(500, "InternalError", Optional.empty()));
    log.served(request(400, "InvalidArgument", Optional.empty()));
    assertEquals(0, out.size());
  }

  @Test
  void denialsWithoutTheStatusAreWritten() throws IOException {
    log.served(request(400, "ExpiredToken", Optional.empty()));
    log.served(request(200, "AccessDenied", Optional.empty()));
    assertEquals(2, lines().size());
  }

  @Test
  void aFloodIsCountedAndNotWritten() throws IOException {
    for (int i = 0; i < DenialLog.MOST + 50; i++) {
      log.served(denied());
    }
    assertEquals(DenialLog.MOST, lines().size());
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(60));
    log.served(denied());
    log.served(denied());
    List<JsonNode> lines = lines();
    assertEquals(DenialLog.MOST + 2, lines.size());
    assertEquals(50, lines.get(DenialLog.MOST).get("withheld").asInt());
    assertFalse(lines.get(DenialLog.MOST + 1).has("withheld"));
    assertTrue(lines.get(0).has("time"));
  }
}
