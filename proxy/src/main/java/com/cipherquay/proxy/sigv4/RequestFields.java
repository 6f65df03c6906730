package com.cipherquay.proxy.sigv4;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Looks into the header fields of a request. A field that decides something may stand only once.
 */
final class RequestFields {

  private final List<Map.Entry<String, String>> fields;

  RequestFields(List<Map.Entry<String, String>> fields) {
    this.fields = fields;
  }

  /**
   * The trimmed value of a field.
   *
   * @throws SignatureException InvalidRequest if the field is repeated: two readers could then
   *     believe two different values
   */
  Optional<String> single(String name) {
    List<String> values = all(name);
    if (values.size() > 1) {
      throw new SignatureException(
          SignatureFault.INVALID_REQUEST, "The header " + name + " stands more than once.");
    }
    return values.stream().findFirst();
  }

  List<String> all(String name) {
    return fields.stream()
        .filter(field -> field.getKey().equalsIgnoreCase(name))
        .map(field -> field.getValue().strip())
        .toList();
  }

  /** The lower-case names that start with a prefix, in message order. */
  List<String> namesStartingWith(String prefix) {
    return fields.stream()
        .map(field -> field.getKey().toLowerCase(Locale.ROOT))
        .filter(name -> name.startsWith(prefix))
        .toList();
  }
}
