package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.access.Permission;
import com.cipherquay.proxy.s3.S3Exception;
import com.cipherquay.proxy.s3.S3Response;
import com.cipherquay.proxy.s3.xml.ConfigurationDocument;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Get, List and Delete of what no bucket has. */
record AbsentSetting(String bucket, AbsentConfiguration configuration, Verb verb)
    implements S3Operation {

  /** What the names of the operations begin with. */
  enum Verb {
    GET("Get"),
    LIST("List"),
    DELETE("Delete");

    private final String word;

    Verb(String word) {
      this.word = word;
    }
  }

  private static final String ID = "id";

  /** The operation; empty if S3 has none of this method. */
  static Optional<S3Operation> parse(String bucket, AbsentConfiguration configuration, Call call) {
    boolean listed = configuration.list().isPresent() && !call.has(ID);
    Optional<Verb> verb =
        switch (call.method()) {
          case "GET" -> Optional.of(listed ? Verb.LIST : Verb.GET);
          case "DELETE" -> Optional.of(Verb.DELETE);
          case "PUT" -> throw Call.refused(configuration.parameter(), configuration.alternative());
          default -> Optional.empty();
        };
    if (verb.isEmpty()) {
      return Optional.empty();
    }
    Set<String> parameters =
        switch (verb.get()) {
          case LIST -> Set.of(configuration.parameter(), "continuation-token");
          case GET, DELETE ->
              configuration.list().isPresent()
                  ? Set.of(configuration.parameter(), ID)
                  : Set.of(configuration.parameter());
        };
    call.understoodBy(parameters, Set.of());
    return Optional.of(new AbsentSetting(bucket, configuration, verb.get()));
  }

  @Override
  public String name() {
    return name(configuration, verb);
  }

  /** The operation as AWS names it. */
  static String name(AbsentConfiguration configuration, Verb verb) {
    return verb.word + configuration.subject() + (verb == Verb.LIST ? "s" : "");
  }

  @Override
  public List<Permission> permissions() {
    return List.of(Permission.administer(bucket));
  }

  @Override
  public S3Response execute(OperationContext context) throws IOException {
    context.vaults().head(bucket);
    if (verb == Verb.LIST) {
      ConfigurationDocument none =
          ConfigurationDocument.element(
              configuration.list().orElseThrow(),
              ConfigurationDocument.text("IsTruncated", "false"));
      return Responses.document(none.toXml());
    }
    // What is one of many is looked for by its id; what is the only one is gone in any case.
    if (verb == Verb.DELETE && configuration.list().isEmpty()) {
      return Responses.empty(204, List.of());
    }
    throw new S3Exception(configuration.absence()).with("BucketName", bucket);
  }
}
