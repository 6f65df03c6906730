package com.cipherquay.proxy.form;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of a form before its file. Names are compared without regard to case; values of fields
 * of one name are joined by a comma (AWS, "HTML forms", "Policy construction"). Immutable.
 */
public final class FormFields {

  private static final String FILE_NAME = "${filename}";
  private static final String POLICY = "policy";

  private final Map<String, String> values = new LinkedHashMap<>();
  private final Map<String, String> names = new LinkedHashMap<>();

  /**
   * @param fields in the order of the form, as sent
   * @param fileName what {@code ${filename}} stands for
   */
  FormFields(List<Map.Entry<String, String>> fields, String fileName) {
    for (Map.Entry<String, String> field : fields) {
      String name = field.getKey().toLowerCase(Locale.ROOT);
      String value =
          name.equals(POLICY) ? field.getValue() : field.getValue().replace(FILE_NAME, fileName);
      values.merge(name, value, (first, next) -> first + "," + next);
      names.putIfAbsent(name, field.getKey());
    }
  }

  /** The value of a field. */
  public Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name.toLowerCase(Locale.ROOT)));
  }

  /** All values by lower-case name, in the order of the form. */
  public List<Map.Entry<String, String>> entries() {
    return new ArrayList<>(values.entrySet());
  }

  /** The name as the form spells it. */
  String spelling(String name) {
    return names.getOrDefault(name, name);
  }
}
