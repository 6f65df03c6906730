package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.access.Permission;
import com.cipherquay.proxy.s3.S3Response;
import com.cipherquay.proxy.s3.xml.ConfigurationDocument;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Get, Put and Delete of what is the same for every bucket.
 *
 * @param verb what is asked; a write was found to change nothing
 */
record FixedSetting(String bucket, FixedConfiguration configuration, Verb verb)
    implements S3Operation {

  /** What the names of the operations begin with. */
  enum Verb {
    GET("Get"),
    PUT("Put"),
    DELETE("Delete");

    private final String word;

    Verb(String word) {
      this.word = word;
    }
  }

  private static final int DOCUMENT_LIMIT = 1 << 16;

  /** The operation; empty if S3 has none of this method. */
  static Optional<S3Operation> parse(String bucket, FixedConfiguration configuration, Call call)
      throws IOException {
    Optional<Verb> verb =
        switch (call.method()) {
          case "GET" -> Optional.of(Verb.GET);
          case "PUT" -> Optional.of(Verb.PUT);
          case "DELETE" -> Optional.of(Verb.DELETE);
          default -> Optional.empty();
        };
    if (verb.isEmpty()) {
      return Optional.empty();
    }
    call.understoodBy(Set.of(configuration.parameter()), Set.of());
    if (changes(configuration, verb.get(), call)) {
      throw Call.refused(configuration.parameter(), configuration.alternative());
    }
    return Optional.of(new FixedSetting(bucket, configuration, verb.get()));
  }

  private static boolean changes(FixedConfiguration configuration, Verb verb, Call call)
      throws IOException {
    return switch (verb) {
      case GET -> false;
      case PUT ->
          !configuration.canBePut() || !configuration.isSaidBy(document(configuration, call));
      case DELETE -> !configuration.canBeDeleted();
    };
  }

  private static ConfigurationDocument document(FixedConfiguration configuration, Call call)
      throws IOException {
    return ConfigurationDocument.parse(call.document(DOCUMENT_LIMIT), configuration.shown().name());
  }

  @Override
  public String name() {
    return name(configuration, verb);
  }

  /** The operation as AWS names it. */
  static String name(FixedConfiguration configuration, Verb verb) {
    return verb.word + configuration.subject();
  }

  @Override
  public List<Permission> permissions() {
    return List.of(Permission.administer(bucket));
  }

  @Override
  public S3Response execute(OperationContext context) throws IOException {
    context.vaults().head(bucket);
    return switch (verb) {
      case GET -> Responses.document(configuration.shown().toXml());
      case PUT -> Responses.empty(200, List.of());
      case DELETE -> Responses.empty(204, List.of());
    };
  }
}
