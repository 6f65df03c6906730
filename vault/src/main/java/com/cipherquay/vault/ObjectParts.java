package com.cipherquay.vault;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The parts that an object was put in; none if it was put in one piece. Immutable. */
public final class ObjectParts {

  private final Optional<Manifest> manifest;

  private ObjectParts(Optional<Manifest> manifest) {
    this.manifest = manifest;
  }

  /** Those of an object that was put in parts. */
  static ObjectParts of(Optional<Manifest> manifest) {
    return new ObjectParts(manifest);
  }

  /** How many there are. */
  public int count() {
    return manifest.map(it -> it.parts().size()).orElse(0);
  }

  /**
   * Some of them, in order.
   *
   * @param after only those with a greater number
   * @param limit at most so many
   */
  public List<ObjectPart> after(int after, int limit) {
    int last = Math.min(count(), after + limit);
    return IntStream.range(after, Math.max(after, last)).mapToObj(this::part).toList();
  }

  /**
   * One of them by its number, which is its place, from 1.
   *
   * @return empty if there is none
   */
  public Optional<ObjectPart> find(int number) {
    return number >= 1 && number <= count() ? Optional.of(part(number - 1)) : Optional.empty();
  }

  private ObjectPart part(int index) {
    ManifestPart part = manifest.orElseThrow().parts().get(index);
    Optional<ObjectChecksum> checksum =
        manifest
            .flatMap(Manifest::checksum)
            .map(
                whole ->
                    new ObjectChecksum(
                        whole.algorithm(),
                        whole.composite(),
                        ManifestChecksum.base64(part.checksum())));
    return new ObjectPart(index + 1, part.length(), checksum);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ObjectParts that && manifest.equals(that.manifest);
  }

  @Override
  public int hashCode() {
    return manifest.hashCode();
  }

  @Override
  public String toString() {
    return count() + " parts";
  }
}
