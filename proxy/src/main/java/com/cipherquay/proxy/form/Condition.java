package com.cipherquay.proxy.form;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a policy demands. */
sealed interface Condition {

  /**
   * That a field has a value, or begins with it.
   *
   * @param field lower case
   * @param wholly whether the value is all of it
   * @param text the condition as the policy has it, for the answer
   */
  record Field(String field, String value, boolean wholly, String text) implements Condition {

    private static final String CONTENT_TYPE = "content-type";

    /** Whether a form has such a field with such a value. */
    boolean holds(Optional<String> actual) {
      if (wholly || actual.isEmpty()) {
        return actual.filter(value::equals).isPresent();
      }
      // AWS, "POST Policy": a Content-Type with commas is a list, and each of it must match.
      return field.equals(CONTENT_TYPE)
          ? Arrays.stream(actual.get().split(",", -1)).map(String::strip).allMatch(this::begins)
          : begins(actual.get());
    }

    private boolean begins(String actual) {
      return actual.startsWith(value);
    }
  }

  /** That the file has a size. */
  record Size(SizeRange range) implements Condition {}

  /**
   * What can not hold of any form.
   *
   * @param text the condition as the policy has it
   */
  record Impossible(String text) implements Condition {}

  /** A condition on a field. */
  static Condition field(String name, String value, boolean wholly, String text) {
    return new Field(name.toLowerCase(Locale.ROOT), value, wholly, text);
  }
}
