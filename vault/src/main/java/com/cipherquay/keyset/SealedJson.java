package com.cipherquay.keyset;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;

/** JSON whose last member seals every byte before it (FORMAT.md, "Vault file"). */
final class SealedJson {

  private static final String SEAL_START = ",\n  \"seal\" : \"";
  private static final String SEAL_END = "\"\n}\n";
  private static final int SEAL_CHARACTERS = 43;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();
  private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");
  private static final ObjectWriter WRITER =
      JSON.writer(new DefaultPrettyPrinter().withObjectIndenter(INDENT).withArrayIndenter(INDENT));

  private SealedJson() {}

  /** A record as JSON with the seal as one member more. */
  static byte[] encode(Object body, byte[] key, KeyType type) throws IOException {
    String text = WRITER.writeValueAsString(body);
    // Jackson ends the object with "\n}": the seal becomes its last member.
    String open = text.substring(0, text.length() - 2) + SEAL_START;
    return (open + seal(open.getBytes(UTF_8), key, type) + SEAL_END).getBytes(UTF_8);
  }

  /** The members, all of which must be known and there; nothing is verified. */
  static <T> T parse(byte[] bytes, Class<T> type) throws IOException {
    return JSON.readValue(bytes, type);
  }

  static JsonNode tree(String json) throws IOException {
    return JSON.readTree(json);
  }

  /** Throws if the seal is not that of all the bytes before it. */
  static void verify(byte[] bytes, byte[] key, KeyType type) throws GeneralSecurityException {
    int start = bytes.length - SEAL_END.length() - SEAL_CHARACTERS;
    if (start < SEAL_START.length()) {
      throw new GeneralSecurityException("no seal");
    }
    byte[] open = Arrays.copyOf(bytes, start);
    byte[] expected = (SEAL_START + seal(open, key, type) + SEAL_END).getBytes(UTF_8);
    byte[] actual = Arrays.copyOfRange(bytes, start - SEAL_START.length(), bytes.length);
    if (!MessageDigest.isEqual(expected, actual)) {
      throw new GeneralSecurityException("the seal does not hold");
    }
  }

  private static String seal(byte[] open, byte[] key, KeyType type) {
    return Encoding.base64(DerivedKey.of(key).bytes(type, open, DerivedKey.LENGTH));
  }
}
