package com.cipherquay.proxy.sigv4;

import java.util.ArrayList;
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
    return values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
  }

  /** The trimmed values of a field, in message order. */
  List<String> all(String name) {
    List<String> values = List.of();
    for (Map.Entry<String, String> field : fields) {
      if (field.getKey().equalsIgnoreCase(name)) {
        values = values.isEmpty() ? new ArrayList<>(1) : values;
        values.add(field.getValue().strip());
      }
    }
    return values;
  }

  /** The lower-case names that start with a prefix, in message order. */
  List<String> namesStartingWith(String prefix) {
    List<String> names = new ArrayList<>();
    for (Map.Entry<String, String> field : fields) {
      String name = field.getKey();
      if (name.regionMatches(true, 0, prefix, 0, prefix.length())) {
        names.add(name.toLowerCase(Locale.ROOT));
      }
    }
    return names;
  }
}
