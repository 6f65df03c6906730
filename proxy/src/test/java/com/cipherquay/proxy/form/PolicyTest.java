package com.cipherquay.proxy.form;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.proxy.s3.S3Exception;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a policy allows, and what is no policy. The answers are those that S3 was seen to give. */
final class PolicyTest {

  private static final String END = "2026-03-04T05:06:07.000Z";
  private static final long MOST = 5L << 30;

  @Test
  void everyFieldIsAllowedOrForbidden() {
    String conditions =
        "{\"bucket\": \"b\"}, [\"starts-with\", \"$key\", \"user/\"], {\"acl\": \"private\"}";
    allowed(conditions, "key=user/a", "acl=private");
    allowed(conditions, "KEY=user/", "Acl=private", "x-ignore-me=1", "X-Amz-Signature=0");
    allowed(conditions, "key=user/a", "acl=private", "Signature=0", "AWSAccessKeyId=1");
    violated("Extra input fields: Surprise", conditions, "key=user/a", "acl=private", "Surprise=");
    violated(
        "Extra input fields: x-amz-date", conditions, "key=user/", "acl=private", "x-amz-date=");
    violated("Extra input fields: key", "{\"bucket\": \"b\"}", "key=k");
    violated("Extra input fields: bucket", "{\"key\": \"k\"}", "key=k");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "['eq', '$key', 'k'] | key=k",
        "['EQ', '$KEY', 'k'] | key=k",
        "['starts-with', '$key', ''] | key=k",
        "['StArTs-WiTh', '$Key', 'k'] | kEy=k/l",
        "{'key': 'k'} | key=k",
        "{'KEY': 'k'} | key=k",
        "['eq', '$key', '\\\\$k'] | key=\\$k",
        "['eq', '$key', '\\$k'] | key=$k",
        "['eq', '$key', '\\u00fc'] | key=ü",
        "['starts-with', '$content-type', 'image/'], {'key': ''} | Content-Type=image/png, image/gif;key=",
        "{'key': 'k'}, ['starts-with', '$key', 'k'] | key=k",
        "{'key': 'k'}, | key=k",
        "{'key': 'k'}, {'bucket': 'b'} | key=k;bucket=b",
      })
  void whatHolds(String conditions, String fields) {
    allowed("{\"bucket\": \"b\"}, " + conditions.replace('\'', '"'), fields.split(";", -1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "['eq', '$key', 'k'] | ['eq', '$key', 'k'] | key=K",
        "['eq', '$Key', 'k'] | ['eq', '$Key', 'k'] | key=kk",
        "{'key': 'k'} | ['eq', '$key', 'k'] | key=",
        "{'Key': 'k'} | ['eq', '$Key', 'k'] | x-ignore-=",
        "['starts-with', '$key', 'a/'] | ['starts-with', '$key', 'a/'] | key=a",
        "['starts-with', '$key', 'a/'] | ['starts-with', '$key', 'a/'] | key=A/b",
        "['starts-with', '$acl', ''] | ['starts-with', '$acl', ''] | key=k",
        "['eq', 'key', 'k'] | ['eq', 'key', 'k'] | key=k",
        "['starts-with', '$content-type', 'image/'] | ['starts-with', '$content-type', 'image/'] | content-type=image/png,text/html",
        "['starts-with', '$x-amz-meta-a', 'a'] | ['starts-with', '$x-amz-meta-a', 'a'] | x-amz-meta-a=b,a",
        "{'bucket': 'c'} | ['eq', '$bucket', 'c'] | key=k",
        "{'bucket': 'b'} | ['eq', '$bucket', 'b'] | bucket=c",
        "['starts-with', '$bucket', 'c'] | ['starts-with', '$bucket', 'c'] | key=k",
        "['content-length-range', 'x', '10'] | ['content-length-range', 'x', '10'] | key=k",
      })
  void whatDoesNotHold(String conditions, String shown, String field) {
    violated(
        "Policy Condition failed: " + shown.replace('\'', '"'),
        conditions.replace('\'', '"'),
        field);
  }

  @Test
  void quotesAreShownEscaped() {
    violated(
        "Policy Condition failed: [\"eq\", \"$a\", \"say \\\"b\\\"\"]",
        "{\"a\": \"say \\\"b\\\"\"}",
        "a=say b");
  }

  @Test
  void sizes() {
    assertEquals(new SizeRange(0, MOST), policy("").sizes(MOST));
    String range = "[\"content-length-range\", 5, \"10\"]";
    assertEquals(new SizeRange(5, 10), policy(range).sizes(MOST));
    String two = range + ", [\"Content-Length-Range\", 0, 7]";
    assertEquals(new SizeRange(5, 7), policy(two).sizes(MOST));
    assertEquals(
        new SizeRange(0, MOST),
        policy("[\"content-length-range\", 0, 999999999999999999]").sizes(MOST));
    SizeRange sizes = new SizeRange(5, 10);
    sizes.require(5);
    sizes.require(10);
    S3Exception small = assertThrows(S3Exception.class, () -> sizes.require(4));
    assertEquals(S3ErrorCode.ENTITY_TOO_SMALL, small.code());
    assertEquals(
        List.of(Map.entry("ProposedSize", "4"), Map.entry("MinSizeAllowed", "5")), small.details());
    S3Exception large = assertThrows(S3Exception.class, () -> sizes.require(11));
    assertEquals(S3ErrorCode.ENTITY_TOO_LARGE, large.code());
    assertEquals(
        List.of(Map.entry("ProposedSize", "11"), Map.entry("MaxSizeAllowed", "10")),
        large.details());
  }

  @Test
  void itEnds() {
    Policy policy = policy("");
    policy.requireCurrent(Instant.parse(END));
    S3Exception ended =
        assertThrows(
            S3Exception.class, () -> policy.requireCurrent(Instant.parse(END).plusNanos(1)));
    assertEquals(S3ErrorCode.ACCESS_DENIED, ended.code());
    assertEquals("Invalid according to Policy: Policy expired.", ended.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-03-04 05:06:07",
        "2026-03-04T05:06:07",
        "2026-03-04T05:06:07+00:00",
        "2026-02-30T05:06:07Z",
        "2026-03-04T25:06:07Z",
        "2026-03-04",
        "+1000000-01-01T00:00:00Z",
        "tomorrow",
        ""
      })
  void endsThatAreNone(String end) {
    invalid(
        "Invalid 'expiration' value: '" + end + "'",
        "{\"expiration\": \"" + end + "\", \"conditions\": []}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | Invalid JSON.",
        "x | Invalid JSON.",
        "[] | Invalid JSON.",
        "{#, 'conditions': []} x | Invalid JSON.",
        "{#, #, 'conditions': []} | Invalid JSON.",
        "{#, 'conditions': [} | Invalid JSON.",
        "{'conditions': []} | Policy missing expiration.",
        "{'expiration': 1, 'conditions': []} | Policy missing expiration.",
        "{#} | Policy missing conditions.",
        "{#, 'conditions': {}} | Invalid 'conditions' value: must be a List.",
        "{#, 'CONDITIONS': []} | Unexpected: 'conditions'",
        "{'EXPIRATION': 'x', 'conditions': []} | Unexpected: 'expiration'",
        "{'Statement': [], #, 'conditions': []} | Unexpected: 'statement'",
        "~{} | Invalid Simple-Condition: Simple-Conditions must have exactly one property specified.",
        "~{'a': 'b', 'c': 'd'} | Invalid Simple-Condition: Simple-Conditions must have exactly one property specified.",
        "~{'a': 1} | Invalid Simple-Condition: value must be a string.",
        "~'bucket' | Invalid condition: must be a List or Object.",
        "~[] | Invalid Condition: missing operation identifier.",
        "~[1, 2, 3] | Invalid Condition: missing operation identifier.",
        "~['eq', '$a'] | Invalid eq: wrong number of arguments.",
        "~['eq', '$a', 'b', 'c'] | Invalid eq: wrong number of arguments.",
        "~['eq', '$a', 1] | Invalid JSON.",
        "~['ends-with', '$a', 'b'] | Invalid Condition: unknown operation 'ends-with'.",
        "~['content-length-range', 0] | Invalid content-length-range: wrong number of arguments.",
        "~['content-length-range', -1, 0] | Invalid content-length-range: the sizes must be whole numbers.",
        "~['content-length-range', 0, 1.5] | Invalid content-length-range: the sizes must be whole numbers.",
        "~['content-length-range', 0, null] | Invalid content-length-range: the sizes must be whole numbers.",
        "~['content-length-range', 0, 99999999999999999999] | Invalid content-length-range: the sizes must be whole numbers.",
      })
  void documentsThatAreNone(String document, String reason) {
    String whole =
        document.startsWith("~") ? "{#, 'conditions': [" + document.substring(1) + "]}" : document;
    invalid(reason, whole.replace("#", "'expiration': '" + END + "'").replace('\'', '"'));
  }

  @Test
  void notBase64() {
    for (String text : List.of("{}", "e30", "e30=\n", "\u00fc")) {
      S3Exception refused = assertThrows(S3Exception.class, () -> Policy.read(text));
      assertEquals(S3ErrorCode.INVALID_POLICY_DOCUMENT, refused.code(), text);
    }
  }

  /** Deep documents cost no stack. */
  @Test
  void deepDocuments() {
    invalid("Invalid JSON.", "[".repeat(15_000));
  }

  private static void allowed(String conditions, String... fields) {
    Policy policy = policy(conditions);
    FormFields form = form(fields);
    assertDoesNotThrow(() -> policy.require(form, "b"));
  }

  private static void violated(String reason, String conditions, String... fields) {
    Policy policy = policy(conditions);
    FormFields form = form(fields);
    S3Exception refused = assertThrows(S3Exception.class, () -> policy.require(form, "b"));
    assertEquals(S3ErrorCode.ACCESS_DENIED, refused.code());
    assertEquals("Invalid according to Policy: " + reason, refused.getMessage());
  }

  private static void invalid(String reason, String document) {
    S3Exception refused = assertThrows(S3Exception.class, () -> Policy.read(base64(document)));
    assertEquals(S3ErrorCode.INVALID_POLICY_DOCUMENT, refused.code());
    assertTrue(refused.getMessage().startsWith("Invalid Policy: " + reason), refused::getMessage);
  }

  private static Policy policy(String conditions) {
    return Policy.read(
        base64("{\"expiration\": \"" + END + "\", \"conditions\": [" + conditions + "]}"));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  private static FormFields form(String... fields) {
    List<Map.Entry<String, String>> entries = new ArrayList<>();
    for (String field : fields) {
      int equals = field.indexOf('=');
      entries.add(Map.entry(field.substring(0, equals), field.substring(equals + 1)));
    }
    return new FormFields(entries, "");
  }
}
