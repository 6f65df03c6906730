package com.cipherquay.proxy.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A form with a file as browsers send it, under a policy that this signs by itself. Its fields are
 * what the policy allows, unless a test says otherwise.
 */
public final class BrowserForm {

  public static final String BOUNDARY = "----WebKitFormBoundaryAbCdEfGhIjKlMnOp";

  /** Instead of a value: no such field. */
  public static final String ABSENT = "\0";

  private static final String SCOPE_END = "/eu-central-1/s3/aws4_request";

  private final Map<String, String> fields = new LinkedHashMap<>();
  private final List<String> conditions = new ArrayList<>();
  private final Map<String, String> tampered = new LinkedHashMap<>();
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private String path = "/bucket";
  private String host = SignedRequest.HOST;
  private String fileName = "file.txt";
  private byte[] content = "content".getBytes(UTF_8);
  private String afterFile = "";
  private String headers = "";
  private String type = "multipart/form-data; boundary=" + BOUNDARY;
  private Instant expiration = now.plusSeconds(60);
  private boolean version2;

  /** A form that makes an object of this key. */
  public static BrowserForm of(String key) {
    BrowserForm form = new BrowserForm();
    form.conditions.add("{\"bucket\": \"bucket\"}");
    return form.with("key", key);
  }

  /** A field with the condition that it be so. */
  public BrowserForm with(String name, String value) {
    conditions.add("{\"%s\": \"%s\"}".formatted(name, value.replace("\"", "\\\"")));
    return field(name, value);
  }

  /** A field that no condition speaks of. */
  public BrowserForm field(String name, String value) {
    fields.put(name, value);
    return this;
  }

  /** The field, or none if it is {@link #ABSENT}, whatever was signed. */
  public BrowserForm tampered(String name, String value) {
    tampered.put(name, value);
    return this;
  }

  public BrowserForm condition(String json) {
    conditions.add(json);
    return this;
  }

  /** Only this condition on a field of this name, instead of that it be so. */
  public BrowserForm only(String name, String json) {
    conditions.removeIf(condition -> condition.startsWith("{\"" + name + "\""));
    return condition(json);
  }

  public BrowserForm file(String name, byte[] bytes) {
    fileName = name;
    content = bytes;
    return this;
  }

  public BrowserForm afterFile(String parts) {
    afterFile = parts;
    return this;
  }

  /** Sent elsewhere. */
  public BrowserForm to(String newHost, String newPath) {
    host = newHost;
    path = newPath;
    return this;
  }

  /** With a header line. */
  public BrowserForm header(String line) {
    headers += line + "\r\n";
    return this;
  }

  public BrowserForm type(String contentType) {
    type = contentType;
    return this;
  }

  public BrowserForm expiring(Instant end) {
    expiration = end;
    return this;
  }

  public BrowserForm version2() {
    version2 = true;
    return this;
  }

  public Reply send(RunningProxy proxy) throws IOException {
    byte[] body = body();
    try (Connection connection = proxy.connect()) {
      connection.write(head(body.length));
      connection.write(body);
      return connection.read();
    }
  }

  /** A head that promises so many bytes. */
  public byte[] head(long length) {
    return "POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n%s\r\n"
        .formatted(path, host, type, length, headers)
        .getBytes(ISO_8859_1);
  }

  public byte[] body() {
    Map<String, String> all = signed();
    all.putAll(tampered);
    all.values().removeIf(ABSENT::equals);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    all.forEach(
        (name, value) -> write(out, "form-data; name=\"%s\"\r\n\r\n%s\r\n".formatted(name, value)));
    write(
        out,
        "form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: text/plain\r\n\r\n"
            .formatted(fileName));
    out.writeBytes(content);
    out.writeBytes(("\r\n" + afterFile + "--" + BOUNDARY + "--\r\n").getBytes(UTF_8));
    return out.toByteArray();
  }

  private static void write(ByteArrayOutputStream out, String part) {
    out.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: " + part).getBytes(UTF_8));
  }

  private Map<String, String> signed() {
    String time =
        DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC)
            .format(now);
    String day = time.substring(0, 8);
    String id = RunningProxy.OWNER.accessKeyId();
    Map<String, String> all = new LinkedHashMap<>(fields);
    Map<String, String> signature = new LinkedHashMap<>();
    if (version2) {
      String policy = policy(signature);
      byte[] secret = RunningProxy.OWNER.secretAccessKey().getBytes(UTF_8);
      all.put("AWSAccessKeyId", id);
      all.put("policy", policy);
      all.put("signature", Base64.getEncoder().encodeToString(hmac("HmacSHA1", secret, policy)));
      return all;
    }
    signature.put("X-Amz-Credential", id + "/" + day + SCOPE_END);
    signature.put("X-Amz-Algorithm", "AWS4-HMAC-SHA256");
    signature.put("X-Amz-Date", time);
    String policy = policy(signature);
    all.putAll(signature);
    all.put("Policy", policy);
    all.put("X-Amz-Signature", HexFormat.of().formatHex(sign4(day, policy)));
    return all;
  }

  private String policy(Map<String, String> more) {
    List<String> all = new ArrayList<>(conditions);
    more.forEach((name, value) -> all.add("{\"%s\": \"%s\"}".formatted(name, value)));
    String json =
        "{\"expiration\": \"%s\", \"conditions\": [%s]}"
            .formatted(expiration, String.join(", ", all));
    return Base64.getEncoder().encodeToString(json.getBytes(UTF_8));
  }

  private static byte[] sign4(String day, String policy) {
    byte[] key = ("AWS4" + RunningProxy.OWNER.secretAccessKey()).getBytes(UTF_8);
    for (String part : List.of(day, "eu-central-1", "s3", "aws4_request", policy)) {
      key = hmac("HmacSHA256", key, part);
    }
    return key;
  }

  private static byte[] hmac(String algorithm, byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key, algorithm));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
