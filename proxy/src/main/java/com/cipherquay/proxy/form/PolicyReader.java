package com.cipherquay.proxy.form;

import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.proxy.s3.S3Exception;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads the JSON of a policy (AWS, "POST Policy"). */
final class PolicyReader {

  // AWS's own examples have commas before a closing bracket, and its table of escapes has \$.
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
                  .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final String EXPIRATION = "expiration";
  private static final String CONDITIONS = "conditions";
  private static final String RANGE = "content-length-range";
  private static final Pattern TIME =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?Z");
  private static final Pattern SIZE = Pattern.compile("[0-9]{1,18}");
  private static final int OPERANDS = 3;

  private PolicyReader() {}

  /**
   * Reads a policy.
   *
   * @throws S3Exception {@code InvalidPolicyDocument}
   */
  static Policy read(String base64) {
    JsonNode document = json(base64);
    if (!document.isObject()) {
      throw invalid("Invalid JSON.");
    }
    for (Iterator<String> names = document.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!name.equals(EXPIRATION) && !name.equals(CONDITIONS)) {
        throw invalid("Unexpected: '" + name.toLowerCase(Locale.ROOT) + "'");
      }
    }
    if (!document.path(EXPIRATION).isTextual()) {
      throw invalid("Policy missing expiration.");
    }
    if (document.path(CONDITIONS).isMissingNode()) {
      throw invalid("Policy missing conditions.");
    }
    if (!document.path(CONDITIONS).isArray()) {
      throw invalid("Invalid 'conditions' value: must be a List.");
    }
    List<Condition> conditions = new ArrayList<>();
    document.path(CONDITIONS).forEach(condition -> conditions.add(condition(condition)));
    return new Policy(expiration(document.path(EXPIRATION).textValue()), conditions);
  }

  private static JsonNode json(String base64) {
    try {
      return JSON.readTree(Base64.getDecoder().decode(base64));
    } catch (IOException | IllegalArgumentException e) {
      throw invalid("Invalid JSON.");
    }
  }

  private static Instant expiration(String text) {
    try {
      if (TIME.matcher(text).matches()) {
        return Instant.parse(text);
      }
    } catch (DateTimeException e) {
      throw invalid("Invalid 'expiration' value: '" + text + "'");
    }
    throw invalid("Invalid 'expiration' value: '" + text + "'");
  }

  private static Condition condition(JsonNode node) {
    if (node.isObject()) {
      return simple(node);
    }
    if (!node.isArray()) {
      throw invalid("Invalid condition: must be a List or Object.");
    }
    if (!node.path(0).isTextual()) {
      throw invalid("Invalid Condition: missing operation identifier.");
    }
    String operation = node.path(0).textValue();
    if (node.size() != OPERANDS) {
      throw invalid("Invalid " + operation + ": wrong number of arguments.");
    }
    return switch (operation.toLowerCase(Locale.ROOT)) {
      case "eq" -> field(node, true);
      case "starts-with" -> field(node, false);
      case RANGE -> range(node);
      default -> throw invalid("Invalid Condition: unknown operation '" + operation + "'.");
    };
  }

  private static Condition simple(JsonNode node) {
    if (node.size() != 1) {
      throw invalid(
          "Invalid Simple-Condition: Simple-Conditions must have exactly one property specified.");
    }
    Map.Entry<String, JsonNode> property = node.properties().iterator().next();
    if (!property.getValue().isTextual()) {
      throw invalid("Invalid Simple-Condition: value must be a string.");
    }
    String value = property.getValue().textValue();
    return Condition.field(
        property.getKey(), value, true, text("eq", "$" + property.getKey(), value));
  }

  private static Condition field(JsonNode node, boolean wholly) {
    if (!node.path(1).isTextual() || !node.path(2).isTextual()) {
      throw invalid("Invalid JSON.");
    }
    String name = node.path(1).textValue();
    String value = node.path(2).textValue();
    String text = text(node.path(0).textValue(), name, value);
    return name.startsWith("$")
        ? Condition.field(name.substring(1), value, wholly, text)
        : new Condition.Impossible(text);
  }

  private static Condition range(JsonNode node) {
    for (JsonNode bound : List.of(node.path(1), node.path(2))) {
      if (!bound.isTextual()
          && !(bound.isIntegralNumber() && SIZE.matcher(bound.asText()).matches())) {
        throw invalid("Invalid " + RANGE + ": the sizes must be whole numbers.");
      }
    }
    String least = node.path(1).asText();
    String most = node.path(2).asText();
    boolean numbers = SIZE.matcher(least).matches() && SIZE.matcher(most).matches();
    return numbers
        ? new Condition.Size(new SizeRange(Long.parseLong(least), Long.parseLong(most)))
        : new Condition.Impossible(text(RANGE, least, most));
  }

  /** A condition as S3 shows it. */
  private static String text(String operation, String name, String value) {
    return "[%s, %s, %s]".formatted(quoted(operation), quoted(name), quoted(value));
  }

  private static String quoted(String text) {
    return TextNode.valueOf(text).toString();
  }

  private static S3Exception invalid(String reason) {
    return new S3Exception(S3ErrorCode.INVALID_POLICY_DOCUMENT, "Invalid Policy: " + reason);
  }
}
