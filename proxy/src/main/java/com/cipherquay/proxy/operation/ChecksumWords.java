package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.proxy.s3.S3Exception;
import com.cipherquay.vault.ChecksumAlgorithm;
import com.cipherquay.vault.ObjectChecksum;
import com.cipherquay.vault.UploadChecksum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How S3 speaks of checksums in headers and documents (AWS, "Checking object integrity"). */
final class ChecksumWords {

  static final String ALGORITHM = ObjectHeaders.CHECKSUM + "algorithm";
  static final String TYPE = ObjectHeaders.CHECKSUM + "type";

  private static final String COMPOSITE = "COMPOSITE";
  private static final String FULL_OBJECT = "FULL_OBJECT";

  private ChecksumWords() {}

  /**
   * The algorithm that a header names.
   *
   * @throws S3Exception {@code InvalidRequest} for one that S3 does not have
   */
  static Optional<ChecksumAlgorithm> algorithm(Call call) {
    return call.header(ALGORITHM)
        .map(
            name ->
                Arrays.stream(ChecksumAlgorithm.values())
                    .filter(algorithm -> algorithm.name().equalsIgnoreCase(name))
                    .findFirst()
                    .orElseThrow(
                        () ->
                            refusal(
                                "Checksum algorithm provided is unsupported. Please try again with"
                                    + " any of the valid types: "
                                    + Arrays.toString(ChecksumAlgorithm.values()))));
  }

  /** Whether the type that a header names is that of the parts' checksums. */
  static Optional<Boolean> composite(Call call) {
    return call.header(TYPE)
        .map(
            type -> {
              if (!type.equals(COMPOSITE) && !type.equals(FULL_OBJECT)) {
                throw refusal("Value for " + TYPE + " header is invalid.");
              }
              return type.equals(COMPOSITE);
            });
  }

  /**
   * What the parts of a new upload are to carry. Without a type CRC64NVME is that of the whole
   * object and all others are composite; not all combinations exist (AWS, "Checking object
   * integrity in Amazon S3", the table of multipart checksum types).
   */
  static Optional<UploadChecksum> ofUpload(Call call) {
    Optional<ChecksumAlgorithm> algorithm = algorithm(call);
    Optional<Boolean> asked = composite(call);
    if (algorithm.isEmpty()) {
      if (asked.isPresent()) {
        throw refusal(
            "The " + TYPE + " header can only be used with the " + ALGORITHM + " header.");
      }
      return Optional.empty();
    }
    boolean composite = asked.orElse(algorithm.get() != ChecksumAlgorithm.CRC64NVME);
    if (!UploadChecksum.exists(algorithm.get(), composite)) {
      throw refusal(
          "The "
              + type(composite)
              + " checksum type cannot be used with the "
              + algorithm.get().name().toLowerCase(Locale.ROOT)
              + " checksum algorithm.");
    }
    return Optional.of(new UploadChecksum(algorithm.get(), composite));
  }

  /**
   * The checksum that a whole object of so many parts must have. A composite one may be given with
   * or without the number of parts.
   */
  static Optional<ObjectChecksum> ofObject(Call call, int parts) {
    List<ObjectChecksum> found = new ArrayList<>();
    for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
      Optional<String> value = call.header(header(algorithm)).map(String::strip);
      value.ifPresent(text -> found.add(ofObject(algorithm, text, composite(call), parts)));
    }
    if (found.size() > 1) {
      throw refusal(
          "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
    }
    return found.stream().findFirst();
  }

  private static ObjectChecksum ofObject(
      ChecksumAlgorithm algorithm, String value, Optional<Boolean> asked, int parts) {
    String suffix = "-" + parts;
    int dash = value.indexOf('-');
    boolean composite = asked.orElse(dash >= 0);
    String digest = dash < 0 ? value : value.substring(0, dash);
    boolean valid =
        (dash < 0 || (composite && value.substring(dash).equals(suffix)))
            && isDigest(algorithm, digest);
    if (!valid) {
      throw refusal("Value for " + header(algorithm) + " header is invalid.");
    }
    return new ObjectChecksum(algorithm, composite, composite ? digest + suffix : digest);
  }

  /** Strictly: there is one way to write a value. */
  private static boolean isDigest(ChecksumAlgorithm algorithm, String base64) {
    try {
      byte[] bytes = Base64.getDecoder().decode(base64);
      return bytes.length == algorithm.length()
          && Base64.getEncoder().encodeToString(bytes).equals(base64);
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }

  static String header(ChecksumAlgorithm algorithm) {
    return ObjectHeaders.CHECKSUM + algorithm.name().toLowerCase(Locale.ROOT);
  }

  static String element(ChecksumAlgorithm algorithm) {
    return "Checksum" + algorithm.name();
  }

  static String type(boolean composite) {
    return composite ? COMPOSITE : FULL_OBJECT;
  }

  /** The headers of an object's checksums. */
  static List<Map.Entry<String, String>> headers(List<ObjectChecksum> checksums) {
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    for (ObjectChecksum checksum : checksums) {
      headers.add(Map.entry(header(checksum.algorithm()), checksum.value()));
    }
    checksums.stream()
        .findFirst()
        .ifPresent(first -> headers.add(Map.entry(TYPE, type(first.composite()))));
    return headers;
  }

  /** The elements of an object's checksums. */
  static List<Map.Entry<String, String>> elements(List<ObjectChecksum> checksums) {
    List<Map.Entry<String, String>> elements = new ArrayList<>();
    for (ObjectChecksum checksum : checksums) {
      elements.add(Map.entry(element(checksum.algorithm()), checksum.value()));
    }
    checksums.stream()
        .findFirst()
        .ifPresent(first -> elements.add(Map.entry("ChecksumType", type(first.composite()))));
    return elements;
  }

  /** What was verified of a body that is a whole object. */
  static List<ObjectChecksum> ofBody(Map<ChecksumAlgorithm, String> checksums) {
    List<ObjectChecksum> full = new ArrayList<>();
    checksums.forEach((algorithm, value) -> full.add(new ObjectChecksum(algorithm, false, value)));
    return full;
  }

  /** The headers of what was verified of a part, which has no type. */
  static List<Map.Entry<String, String>> headers(Map<ChecksumAlgorithm, String> checksums) {
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    checksums.forEach((algorithm, value) -> headers.add(Map.entry(header(algorithm), value)));
    return headers;
  }

  /** The elements of what is known of one part. */
  static List<Map.Entry<String, String>> elements(Map<ChecksumAlgorithm, String> checksums) {
    List<Map.Entry<String, String>> elements = new ArrayList<>();
    checksums.forEach((algorithm, value) -> elements.add(Map.entry(element(algorithm), value)));
    return elements;
  }

  private static S3Exception refusal(String message) {
    return new S3Exception(S3ErrorCode.INVALID_REQUEST, message);
  }
}
