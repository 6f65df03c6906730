package com.cipherquay.proxy.s3.xml;

import com.cipherquay.fuzz.Attempt;
import com.cipherquay.fuzz.Claim;
import com.cipherquay.fuzz.Input;
import com.cipherquay.proxy.s3.S3Exception;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** XML, from clients and from stores. */
public final class DocumentTargets {

  private DocumentTargets() {}

  /** A kind of document that is read and written. */
  private record Kind<T>(Function<byte[], T> parser, Function<T, ByteBuffer> writer) {

    void check(byte[] document) throws Exception {
      Optional<T> parsed = Attempt.of(S3Exception.class, () -> parser.apply(document));
      if (parsed.isPresent()) {
        ByteBuffer xml = writer.apply(parsed.get());
        byte[] written = new byte[xml.remaining()];
        xml.get(written);
        Claim.same(parsed.get(), parser.apply(written));
      }
    }
  }

  private static final List<Kind<?>> WRITTEN =
      List.of(
          new Kind<>(TaggingDocument::parse, TaggingDocument::toXml),
          new Kind<>(CorsDocument::parse, CorsDocument::toXml),
          new Kind<>(LifecycleDocument::parse, LifecycleDocument::toXml),
          new Kind<>(LockDocument::parse, LockDocument::toXml),
          new Kind<>(RetentionDocument::parse, RetentionDocument::toXml),
          new Kind<>(LegalHoldDocument::parse, LegalHoldDocument::toXml));

  private static final List<Function<byte[], Object>> READ =
      List.of(
          CompletionDocument::parse,
          DeleteDocument::parse,
          VersioningDocument::parse,
          CreateBucketDocument::parse,
          RestoreDocument::parse);

  /** A document that a client sends; the first byte says of which kind. */
  public static void ofClient(byte[] input) throws Exception {
    Input in = new Input(input);
    int choice = in.choice(WRITTEN.size() + READ.size());
    byte[] document = in.rest();
    if (choice < WRITTEN.size()) {
      WRITTEN.get(choice).check(document);
      return;
    }
    Function<byte[], Object> parser = READ.get(choice - WRITTEN.size());
    Optional<Object> parsed = Attempt.of(S3Exception.class, () -> parser.apply(document));
    if (parsed.isPresent() && parsed.get() instanceof CompletionDocument completion) {
      Claim.that(completion.parts().size() <= CompletionDocument.MAX_PARTS, "many parts");
    }
    if (parsed.isPresent() && parsed.get() instanceof DeleteDocument deletion) {
      Claim.that(deletion.objects().size() <= DeleteDocument.MAX_OBJECTS, "many objects");
      Claim.that(deletion.objects().stream().noneMatch(it -> it.key().isEmpty()), "no key");
    }
  }

  /** What a store answers. */
  @FunctionalInterface
  private interface Reader {
    Object read(byte[] document) throws IOException;
  }

  private static final List<Reader> ANSWERS =
      List.of(
          StoreDocuments::listing,
          StoreDocuments::versions,
          StoreDocuments::parts,
          StoreDocuments::uploads,
          StoreDocuments::buckets,
          StoreDocuments::deletions,
          StoreDocuments::initiation,
          StoreDocuments::completion,
          StoreDocuments::copy,
          StoreDocuments::versioning,
          StoreDocuments::locks,
          StoreDocuments::lifecycle,
          StoreDocuments::tagging);

  /** A document that a store answers with; the first byte says of which kind. */
  public static void ofStore(byte[] input) throws Exception {
    Input in = new Input(input);
    Reader reader = ANSWERS.get(in.choice(ANSWERS.size()));
    byte[] document = in.rest();
    Optional<Object> read = Attempt.of(IOException.class, () -> reader.read(document));
    Optional<StoreError> error = StoreDocuments.error(document);
    Claim.that(read.isEmpty() || error.isEmpty(), "both an answer and an error");
    if (read.isPresent() && read.get() instanceof StoreListing listing) {
      boolean unused = listing.truncated() && listing.urlEncoded();
      Claim.that(listing.entries().stream().allMatch(it -> it.size() >= -1), "a negative size");
    }
  }
}
