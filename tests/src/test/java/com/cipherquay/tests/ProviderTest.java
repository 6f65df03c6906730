package com.cipherquay.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Which provider the started product gets each of its ciphers from: Java's own. So Wycheproof's
 * vectors, which run against those (WycheproofTest in vault/), are about what serves requests; a
 * library that puts a provider of its own before them changes that, and fails this.
 */
final class ProviderTest {

  /**
   * What Java logs of every cipher and MAC that it looks up, and where it found it; newer ones say
   * when.
   */
  private static final Pattern FOUND =
      Pattern.compile(
          "Provider(?:\\[[^\\]]*\\])?: (?:Cipher|Mac)\\.([\\w/]+)(?:, mode: \\w+,)? algorithm from: (\\S+)");

  private static final Set<String> OF_THE_FORMAT =
      Set.of(
          "AES/GCM/NoPadding SunJCE",
          "AES/CTR/NoPadding SunJCE",
          "AES/ECB/NoPadding SunJCE",
          "HmacSHA256 SunJCE");

  private @TempDir Path folder = Path.of("");

  @Test
  void every_cipher_is_javas_own() throws Exception {
    ProxyProcess.Setup setup =
        ProxyProcess.Setup.local(folder.resolve("data"))
            .with("CIPHERQUAY_JAVA_OPTS", "-Xmx256m -Djava.security.debug=provider");
    try (ProxyProcess proxy = ProxyProcess.start(setup)) {
      S3Client s3 = Sdk.sync(proxy.endpoint());
      s3.createBucket(r -> r.bucket("bucket"));
      s3.putObject(r -> r.bucket("bucket").key("a/b"), RequestBody.fromString("text"));
      assertEquals("text", s3.getObjectAsBytes(r -> r.bucket("bucket").key("a/b")).asUtf8String());

      Set<String> found = new TreeSet<>();
      for (Matcher line = FOUND.matcher(proxy.log()); line.find(); ) {
        found.add(line.group(1) + " " + line.group(2));
      }
      assertTrue(found.containsAll(OF_THE_FORMAT), () -> "only " + found);
      assertTrue(found.stream().allMatch(it -> it.endsWith(" SunJCE")), () -> "also " + found);
    }
  }
}
