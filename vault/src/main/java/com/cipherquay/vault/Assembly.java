package com.cipherquay.vault;

import com.cipherquay.store.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The object that the tokens in a completion make. Lengths, commitments and checksums come from
 * nowhere but the tokens.
 *
 * @param tags the entity tags of the parts, in order
 * @param manifest the manifest of the object
 */
record Assembly(List<PartTag> tags, Manifest manifest) {

  Assembly {
    tags = List.copyOf(tags);
  }

  /**
   * Opens the tokens of a completion and checks all that the client claims.
   *
   * @param checksum what the parts carry
   * @throws VaultException {@code INVALID_PART}, {@code ENTITY_TOO_SMALL}, {@code WRONG_CHECKSUM},
   *     {@code WRONG_LENGTH}
   */
  static Assembly of(
      PartTokens tokens, UploadCompletion completion, Optional<UploadChecksum> checksum)
      throws VaultException {
    Optional<ChecksumAlgorithm> algorithm = checksum.map(UploadChecksum::algorithm);
    List<PartTag> tags = new ArrayList<>();
    List<ManifestPart> parts = new ArrayList<>();
    long length = 0;
    for (CompletedPart completed : completion.parts()) {
      PartTag tag = PartTag.parse(completed.etag()).orElseThrow(() -> invalid(completed));
      PartToken token =
          tokens
              .open(completed.number(), tag.storeTag(), tag.token())
              .filter(it -> it.algorithm().equals(algorithm))
              .orElseThrow(() -> invalid(completed));
      ManifestPart part = token.part(completed.number());
      if (!claimsHold(completed, algorithm, part.checksum())) {
        throw invalid(completed);
      }
      tags.add(tag);
      parts.add(part);
      length += part.length();
    }
    checkMinimum(completion.parts(), parts);
    checkLength(completion, length);
    Optional<ManifestChecksum> whole = checksum.map(wanted -> PartsChecksum.of(wanted, parts));
    Manifest manifest = new Manifest(length, whole, parts);
    checkChecksum(completion, manifest);
    return new Assembly(tags, manifest);
  }

  /** What is answered, where the store's object has this tag and version. */
  CompletedUpload completed(Written object) {
    return new CompletedUpload(
        EntityTag.forClients(object.etag()), object.versionId(), manifest.shownChecksum());
  }

  /**
   * Where the parts carry no checksum, the body of each was compared with what its client said
   * then, and there is nothing left to compare with.
   */
  private static boolean claimsHold(
      CompletedPart completed, Optional<ChecksumAlgorithm> algorithm, Octets checksum) {
    if (algorithm.isEmpty() || completed.checksums().isEmpty()) {
      return true;
    }
    Map<ChecksumAlgorithm, String> held =
        Map.of(algorithm.get(), ManifestChecksum.base64(checksum));
    return held.equals(completed.checksums());
  }

  private static void checkMinimum(List<CompletedPart> named, List<ManifestPart> parts)
      throws VaultException {
    for (int i = 0; i < parts.size() - 1; i++) {
      long length = parts.get(i).length();
      if (length < PartMinimum.bytes()) {
        CompletedPart part = named.get(i);
        throw new VaultException(
            VaultFault.ENTITY_TOO_SMALL,
            new RefusedPart(part.number(), part.etag(), OptionalLong.of(length)));
      }
    }
  }

  private static void checkLength(UploadCompletion completion, long length) throws VaultException {
    if (completion.length().orElse(length) != length) {
      throw new VaultException(VaultFault.WRONG_LENGTH, "the parts have " + length + " bytes");
    }
  }

  private static void checkChecksum(UploadCompletion completion, Manifest manifest)
      throws VaultException {
    if (completion.checksum().isEmpty()) {
      return;
    }
    ObjectChecksum claimed = completion.checksum().get();
    boolean holds =
        manifest
            .shownChecksum()
            .filter(made -> made.algorithm() == claimed.algorithm())
            .filter(made -> made.value().equals(claimed.value()) || isRaw(claimed, manifest))
            .isPresent();
    if (!holds) {
      throw new VaultException(VaultFault.WRONG_CHECKSUM, "another " + claimed.algorithm());
    }
  }

  /** S3 takes a composite checksum without the number of parts too. */
  private static boolean isRaw(ObjectChecksum claimed, Manifest manifest) {
    return manifest.checksum().map(ManifestChecksum::base64).equals(Optional.of(claimed.value()));
  }

  private static VaultException invalid(CompletedPart part) {
    return new VaultException(
        VaultFault.INVALID_PART, new RefusedPart(part.number(), part.etag(), OptionalLong.empty()));
  }
}
