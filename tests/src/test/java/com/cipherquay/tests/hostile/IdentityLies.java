package com.cipherquay.tests.hostile;

import static com.cipherquay.tests.hostile.StoreRequest.Kind.GET_OBJECT;
import static com.cipherquay.tests.hostile.StoreRequest.Kind.HEAD_OBJECT;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Authentic bodies and metadata in the wrong place, or with each other. */
final class IdentityLies {

  /** FORMAT.md: the bytes of the stored metadata, field by field. */
  private static final Map<String, int[]> FIELDS =
      Map.of(
          "version", new int[] {0, 1},
          "epoch", new int[] {1, 5},
          "write id", new int[] {5, 21},
          "wrap", new int[] {21, 69},
          "record", new int[] {69, 325});

  private IdentityLies() {}

  static List<Lie> all() {
    List<Lie> all = new ArrayList<>();
    all.addAll(of("another key of the directory", occasion -> occasion.other(true)));
    all.addAll(of("a key of another directory", occasion -> occasion.other(false)));
    all.addAll(of("another bucket", Occasion::elsewhere));
    all.addAll(of("an older version", Occasion::former));
    FIELDS.keySet().stream().sorted().forEach(field -> all.add(metadata(field)));
    all.add(metadata("no metadata", (stored, random) -> new byte[0]));
    all.add(metadata("metadata that is cut", IdentityLies::cut));
    all.add(metadata("metadata of 3 kB", (stored, random) -> Arrays.copyOf(stored, 3000)));
    all.add(
        Lie.of(
            "metadata that is no base64",
            Set.of(GET_OBJECT, HEAD_OBJECT),
            occasion ->
                occasion.success().map(reply -> reply.with(HeldObject.METADATA, "%%%<>&\""))));
    return all;
  }

  /** All of something else, its body alone and its metadata alone. */
  private static List<Lie> of(String what, Function<Occasion, Optional<HeldObject>> source) {
    return List.of(
        Lie.of(
            "all of " + what,
            Set.of(GET_OBJECT, HEAD_OBJECT),
            occasion -> source.apply(occasion).flatMap(occasion::content)),
        Lie.of(
            "the body of " + what,
            Set.of(GET_OBJECT),
            occasion ->
                occasion
                    .held()
                    .flatMap(held -> source.apply(occasion).map(o -> held.withBody(o.body())))
                    .flatMap(occasion::content)),
        Lie.of(
            "the metadata of " + what,
            Set.of(GET_OBJECT, HEAD_OBJECT),
            occasion ->
                occasion
                    .held()
                    .flatMap(
                        held -> source.apply(occasion).map(o -> held.withMetadata(o.metadata())))
                    .flatMap(occasion::content)));
  }

  private static Lie metadata(String field) {
    int[] bounds = FIELDS.getOrDefault(field, new int[] {0, 1});
    return metadata(
        "another " + field + " in the metadata",
        (stored, random) -> {
          int place = bounds[0] + random.nextInt(bounds[1] - bounds[0]);
          stored[Math.min(place, stored.length - 1)] ^= (byte) (1 << random.nextInt(8));
          return stored;
        });
  }

  private static byte[] cut(byte[] stored, Random random) {
    return Arrays.copyOf(stored, random.nextInt(stored.length));
  }

  private static Lie metadata(String name, BiFunction<byte[], Random, byte[]> change) {
    return Lie.of(
        name,
        Set.of(GET_OBJECT, HEAD_OBJECT),
        occasion ->
            occasion
                .held()
                .filter(held -> !held.metadata().isEmpty())
                .map(held -> held.withMetadata(changed(held, occasion.random(), change)))
                .flatMap(occasion::content));
  }

  private static String changed(
      HeldObject held, Random random, BiFunction<byte[], Random, byte[]> change) {
    byte[] stored = Base64.getUrlDecoder().decode(held.metadata());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(change.apply(stored, random));
  }
}
