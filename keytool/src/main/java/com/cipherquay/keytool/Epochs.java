package com.cipherquay.keytool;

import com.cipherquay.keyset.Keyset;
import java.util.Optional;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.TreeSet;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Some epochs of a vault.
 *
 * @param newest only the newest
 * @param chosen these; empty for all
 */
record Epochs(boolean newest, Optional<Set<Integer>> chosen) {

  static final Epochs ALL = new Epochs(false, Optional.empty());

  /** Those of a vault. */
  Set<Integer> of(Keyset vault) {
    return newest ? Set.of(vault.currentEpoch()) : chosen.orElseGet(vault::epochs);
  }

  /** Reads an argument. */
  static final class Converter implements ITypeConverter<Epochs> {

    @Override
    public Epochs convert(String text) {
      return switch (text) {
        case "all" -> ALL;
        case "newest" -> new Epochs(true, Optional.empty());
        default -> new Epochs(false, Optional.of(numbers(text)));
      };
    }

    private static Set<Integer> numbers(String text) {
      Set<Integer> numbers = new TreeSet<>();
      StringTokenizer words = new StringTokenizer(text, ",");
      while (words.hasMoreTokens()) {
        try {
          numbers.add(Integer.parseInt(words.nextToken().strip()));
        } catch (NumberFormatException e) {
          throw new TypeConversionException("expected all, newest or numbers, not " + text);
        }
      }
      return numbers;
    }
  }
}
