package com.cipherquay.proxy.s3.xml;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.dataformat.xml.XmlFactory;
import com.fasterxml.jackson.dataformat.xml.XmlMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads what a store answers. Thread-safe. */
public final class StoreDocuments {

  // A document of S3 is four elements deep, and no name in it is longer than 1024 bytes
  // percent-encoded.
  private static final StreamReadConstraints LIMITS =
      StreamReadConstraints.builder().maxNestingDepth(16).maxStringLength(16 * 1024).build();

  private static final XmlMapper MAPPER =
      XmlMapper.builder(XmlFactory.builder().streamReadConstraints(LIMITS).build())
          .defaultUseWrapper(false)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .withCoercionConfigDefaults(
              config -> config.setCoercion(CoercionInputShape.EmptyString, CoercionAction.AsEmpty))
          .build();

  private static final ObjectReader ERRORS = MAPPER.readerFor(StoreError.class);
  private static final ObjectReader LISTINGS = MAPPER.readerFor(StoreListing.class);
  private static final ObjectReader BUCKETS = MAPPER.readerFor(StoreBuckets.class);
  private static final ObjectReader DELETIONS = MAPPER.readerFor(StoreDeletions.class);
  private static final ObjectReader RESULTS = MAPPER.readerFor(StoreResult.class);
  private static final ObjectReader PARTS = MAPPER.readerFor(StoreParts.class);
  private static final ObjectReader UPLOADS = MAPPER.readerFor(StoreUploads.class);
  private static final ObjectReader TAGGINGS = MAPPER.readerFor(StoreTagging.class);
  private static final ObjectReader VERSIONING = MAPPER.readerFor(StoreVersioning.class);
  private static final ObjectReader LOCKS = MAPPER.readerFor(StoreLocks.class);
  private static final ObjectReader VERSIONS = MAPPER.readerFor(StoreVersions.class);

  private StoreDocuments() {}

  /** The error that a document reports, if it is an error document. */
  public static Optional<StoreError> error(byte[] document) {
    if (document.length == 0) {
      return Optional.empty();
    }
    try {
      if (!root(document).equals("Error")) {
        return Optional.empty();
      }
      StoreError error = ERRORS.readValue(document);
      return error.code().isEmpty() ? Optional.empty() : Optional.of(error);
    } catch (XMLStreamException | JsonProcessingException notAnErrorDocument) {
      return Optional.empty();
    } catch (IOException e) {
      throw new IllegalStateException("reading an array failed", e);
    }
  }

  /**
   * One page of ListObjectsV2.
   *
   * @throws IOException if it is no such document
   */
  public static StoreListing listing(byte[] document) throws IOException {
    requireRoot("ListBucketResult", document);
    StoreListing listing = LISTINGS.readValue(document);
    requireTruncation(listing::truncated);
    return listing;
  }

  /**
   * The answer to ListBuckets.
   *
   * @throws IOException if it is no such document
   */
  public static StoreBuckets buckets(byte[] document) throws IOException {
    requireRoot("ListAllMyBucketsResult", document);
    return BUCKETS.readValue(document);
  }

  /**
   * The answer to DeleteObjects.
   *
   * @throws IOException if it is no such document
   */
  public static StoreDeletions deletions(byte[] document) throws IOException {
    requireRoot("DeleteResult", document);
    return DELETIONS.readValue(document);
  }

  /**
   * The answer to CreateMultipartUpload.
   *
   * @throws IOException if it is no such document
   */
  public static StoreResult initiation(byte[] document) throws IOException {
    requireRoot("InitiateMultipartUploadResult", document);
    return RESULTS.readValue(document);
  }

  /**
   * The answer to CompleteMultipartUpload.
   *
   * @throws IOException if it is no such document
   */
  public static StoreResult completion(byte[] document) throws IOException {
    requireRoot("CompleteMultipartUploadResult", document);
    return RESULTS.readValue(document);
  }

  /**
   * The answer to CopyObject and to UploadPartCopy.
   *
   * @throws IOException if it is no such document
   */
  public static StoreResult copy(byte[] document) throws IOException {
    // S3Proxy gives a part the root of a whole object.
    requireRoot(Set.of("CopyObjectResult", "CopyPartResult"), document);
    return RESULTS.readValue(document);
  }

  /**
   * One page of ListParts.
   *
   * @throws IOException if it is no such document
   */
  public static StoreParts parts(byte[] document) throws IOException {
    requireRoot("ListPartsResult", document);
    return PARTS.readValue(document);
  }

  /**
   * One page of ListMultipartUploads.
   *
   * @throws IOException if it is no such document
   */
  public static StoreUploads uploads(byte[] document) throws IOException {
    requireRoot("ListMultipartUploadsResult", document);
    return UPLOADS.readValue(document);
  }

  /**
   * The answer to GetBucketVersioning.
   *
   * @throws IOException if it is no such document
   */
  public static StoreVersioning versioning(byte[] document) throws IOException {
    requireRoot("VersioningConfiguration", document);
    return VERSIONING.readValue(document);
  }

  /**
   * The answer to GetObjectLockConfiguration.
   *
   * @throws IOException if it is no such document
   */
  public static StoreLocks locks(byte[] document) throws IOException {
    requireRoot("ObjectLockConfiguration", document);
    return LOCKS.readValue(document);
  }

  /**
   * One page of ListObjectVersions.
   *
   * @throws IOException if it is no such document
   */
  public static StoreVersions versions(byte[] document) throws IOException {
    requireRoot("ListVersionsResult", document);
    StoreVersions versions = VERSIONS.readValue(document);
    requireTruncation(versions::truncated);
    return versions;
  }

  /**
   * The answer to GetBucketLifecycleConfiguration, which is also what is sent to set it.
   *
   * @throws IOException if it is no such document
   */
  public static StoreLifecycle lifecycle(byte[] document) throws IOException {
    requireRoot("LifecycleConfiguration", document);
    return StoreLifecycle.of(MAPPER.getFactory().getXMLInputFactory(), document);
  }

  /**
   * The answer to GetObjectTagging.
   *
   * @throws IOException if it is no such document
   */
  public static StoreTagging tagging(byte[] document) throws IOException {
    requireRoot("Tagging", document);
    return TAGGINGS.readValue(document);
  }

  private static void requireTruncation(BooleanSupplier truncated) throws IOException {
    try {
      var unused = truncated.getAsBoolean();
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static void requireRoot(String name, byte[] document) throws IOException {
    requireRoot(Set.of(name), document);
  }

  /** Jackson takes any root, and to it all that is unknown in there is an empty answer. */
  private static void requireRoot(Set<String> names, byte[] document) throws IOException {
    try {
      if (!names.contains(root(document))) {
        throw new IOException("its root is another");
      }
    } catch (XMLStreamException e) {
      throw new IOException("it has no root", e);
    }
  }

  /** The local name, as stores differ in the namespace. A document type is refused. */
  private static String root(byte[] document) throws XMLStreamException {
    XMLStreamReader reader =
        MAPPER
            .getFactory()
            .getXMLInputFactory()
            .createXMLStreamReader(new ByteArrayInputStream(document));
    try {
      reader.nextTag();
      return reader.getLocalName();
    } finally {
      reader.close();
    }
  }
}
