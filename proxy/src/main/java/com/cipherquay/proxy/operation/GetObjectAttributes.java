package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.access.Permission;
import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.proxy.s3.S3Exception;
import com.cipherquay.proxy.s3.S3Response;
import com.cipherquay.proxy.s3.xml.AttributesDocument;
import com.cipherquay.vault.ObjectChecksum;
import com.cipherquay.vault.ObjectInfo;
import com.cipherquay.vault.ObjectPart;
import com.cipherquay.vault.ObjectVersion;
import com.cipherquay.vault.Vault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * GetObjectAttributes: what a HEAD and a list of the parts would say. As with S3, parts are listed
 * of an object only that has a checksum; of any other they are counted.
 *
 * @param attributes what is asked for, at least one
 * @param marker list parts after this number
 * @param maxParts 0 to 1000
 */
record GetObjectAttributes(
    String bucket,
    ObjectVersion object,
    Set<Attribute> attributes,
    int marker,
    int maxParts,
    Preconditions conditions)
    implements S3Operation {

  /** The sub-resource. */
  static final String PARAMETER = "attributes";

  private static final String ATTRIBUTES = "x-amz-object-attributes";
  private static final String MAX_PARTS = "x-amz-max-parts";
  private static final String MARKER = "x-amz-part-number-marker";

  /** What can be asked for. */
  enum Attribute {
    ETAG("ETag"),
    CHECKSUM("Checksum"),
    OBJECT_PARTS("ObjectParts"),
    STORAGE_CLASS("StorageClass"),
    OBJECT_SIZE("ObjectSize");

    private final String word;

    Attribute(String word) {
      this.word = word;
    }

    private static Attribute of(String word) {
      return Arrays.stream(values())
          .filter(attribute -> attribute.word.equals(word))
          .findFirst()
          .orElseThrow(() -> Call.invalid(ATTRIBUTES, word, "Invalid attribute name specified."));
    }
  }

  static GetObjectAttributes parse(Target.Item item, Call call) {
    call.understoodBy(
        Set.of(PARAMETER, VersionIds.PARAMETER), Set.of(ATTRIBUTES, MAX_PARTS, MARKER));
    return new GetObjectAttributes(
        item.bucket(),
        VersionIds.object(item.key(), call),
        attributes(call),
        number(call, MARKER, 0),
        Math.min(number(call, MAX_PARTS, Listing.MAX_KEYS), Listing.MAX_KEYS),
        Preconditions.parse(call));
  }

  private static Set<Attribute> attributes(Call call) {
    Set<Attribute> attributes = EnumSet.noneOf(Attribute.class);
    for (String word : call.header(ATTRIBUTES).orElse("").split(",", -1)) {
      if (!word.isBlank()) {
        attributes.add(Attribute.of(word.strip()));
      }
    }
    if (attributes.isEmpty()) {
      throw new S3Exception(
          S3ErrorCode.INVALID_REQUEST,
          "The "
              + ATTRIBUTES
              + " header specifying the attributes to be retrieved is either missing or empty");
    }
    return attributes;
  }

  private static int number(Call call, String header, int otherwise) {
    return call.header(header)
        .map(value -> Numbers.between(header, value.strip(), 0, Integer.MAX_VALUE))
        .orElse(otherwise);
  }

  @Override
  public List<Permission> permissions() {
    return List.of(Permission.read(bucket, object.key()));
  }

  @Override
  public S3Response execute(OperationContext context) throws IOException {
    Vault vault = context.vaults().open(bucket);
    boolean summed = attributes.contains(Attribute.CHECKSUM);
    ObjectInfo info = summed ? vault.describe(object) : vault.head(object);
    if (conditions.decide(info) == Preconditions.Outcome.NOT_MODIFIED) {
      return Responses.empty(304, ObjectHeaders.validators(info));
    }
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    headers.add(Map.entry("last-modified", HttpDate.format(info.lastModified())));
    headers.addAll(VersionIds.header(VersionIds.HEADER, info.versionId()));
    return Responses.document(200, headers, document(info).toXml());
  }

  private AttributesDocument document(ObjectInfo info) {
    List<Map.Entry<String, String>> rest = new ArrayList<>();
    if (attributes.contains(Attribute.STORAGE_CLASS)) {
      rest.add(Map.entry("StorageClass", info.traits().storageClass().name()));
    }
    if (attributes.contains(Attribute.OBJECT_SIZE)) {
      rest.add(Map.entry("ObjectSize", Long.toString(info.length())));
    }
    return new AttributesDocument(
        attributes.contains(Attribute.ETAG) ? Optional.of(info.etag()) : Optional.empty(),
        attributes.contains(Attribute.CHECKSUM) ? checksum(info) : List.of(),
        attributes.contains(Attribute.OBJECT_PARTS) ? parts(info) : Optional.empty(),
        rest);
  }

  /** Here a composite checksum has no number of parts after it. */
  private static List<Map.Entry<String, String>> checksum(ObjectInfo info) {
    List<ObjectChecksum> bare =
        info.checksums().stream()
            .map(
                it ->
                    new ObjectChecksum(it.algorithm(), it.composite(), it.value().split("-", 2)[0]))
            .toList();
    return ChecksumWords.elements(bare);
  }

  private Optional<AttributesDocument.Parts> parts(ObjectInfo info) {
    int count = info.parts().count();
    if (count == 0) {
      return Optional.empty();
    }
    List<Map.Entry<String, String>> head = new ArrayList<>();
    boolean summed = info.parts().find(1).flatMap(ObjectPart::checksum).isPresent();
    List<ObjectPart> page = summed ? info.parts().after(marker, maxParts) : List.of();
    if (summed) {
      int last = page.isEmpty() ? 0 : page.get(page.size() - 1).number();
      head.add(
          Map.entry("IsTruncated", Boolean.toString(maxParts > 0 && last > 0 && last < count)));
      head.add(Map.entry("MaxParts", Integer.toString(maxParts)));
      head.add(Map.entry("NextPartNumberMarker", Integer.toString(last)));
      head.add(Map.entry("PartNumberMarker", Integer.toString(marker)));
    }
    head.add(Map.entry("PartsCount", Integer.toString(count)));
    return Optional.of(
        new AttributesDocument.Parts(head, page.stream().map(GetObjectAttributes::part).toList()));
  }

  private static List<Map.Entry<String, String>> part(ObjectPart part) {
    List<Map.Entry<String, String>> elements = new ArrayList<>();
    part.checksum()
        .ifPresent(
            sum -> elements.add(Map.entry(ChecksumWords.element(sum.algorithm()), sum.value())));
    elements.add(Map.entry("PartNumber", Integer.toString(part.number())));
    elements.add(Map.entry("Size", Long.toString(part.length())));
    return elements;
  }
}
