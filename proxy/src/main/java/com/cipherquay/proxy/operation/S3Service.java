package com.cipherquay.proxy.operation;

import com.cipherquay.proxy.access.AccessPolicy;
import com.cipherquay.proxy.access.Authenticator;
import com.cipherquay.proxy.access.Caller;
import com.cipherquay.proxy.access.ClaimedKey;
import com.cipherquay.proxy.access.Identity;
import com.cipherquay.proxy.access.RequestBody;
import com.cipherquay.proxy.s3.BucketHosts;
import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.proxy.s3.S3Exception;
import com.cipherquay.proxy.s3.S3Request;
import com.cipherquay.proxy.s3.S3Response;
import com.cipherquay.vault.Vaults;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The route of every request, from the wire to an answer. Thread-safe; never throws. */
public final class S3Service {

  private static final String UNKNOWN = "Unknown";

  private final Authenticator authenticator;
  private final AccessPolicy policy;
  private final Vaults vaults;
  private final ServiceSettings settings;
  private final OperationParser parser;
  private final ErrorAnswers errors;
  private final CrossOrigin crossOrigin;

  public S3Service(
      Authenticator authenticator, AccessPolicy policy, Vaults vaults, ServiceSettings settings) {
    this.authenticator = authenticator;
    this.policy = policy;
    this.vaults = vaults;
    this.settings = settings;
    BucketHosts hosts = new BucketHosts(settings.domains());
    this.parser = new OperationParser(hosts);
    this.errors = new ErrorAnswers(settings.hostId());
    this.crossOrigin = new CrossOrigin(vaults, hosts);
  }

  /** What {@code x-amz-id-2} and the error documents call this process. */
  public String hostId() {
    return settings.hostId();
  }

  /** The route. Reading it from top to bottom is reading what happens. */
  public Answer serve(S3Request request) {
    Progress progress = new Progress(request);
    List<Map.Entry<String, String>> sharing = crossOrigin.headers(request);
    S3Response response = respond(request, progress);
    return progress.answer(CrossOrigin.share(response, sharing));
  }

  private S3Response respond(S3Request request, Progress progress) {
    try {
      if (request.method().equals(CrossOrigin.METHOD)) {
        progress.preflight();
        return crossOrigin.preflight(request);
      }
      Caller caller = progress.caller(authenticator.authenticate(request));
      S3Operation operation = progress.operation(parser.parse(request, caller));
      policy.check(caller, operation.permissions());
      return operation.execute(context(caller, progress));
    } catch (IOException | RuntimeException e) {
      Exception cause = progress.cause(e);
      S3Exception error = Faults.toS3(cause);
      progress.failed(error.code());
      return errors.answer(request, cause, error);
    }
  }

  /** The answer to a request that the edge refuses by itself. */
  public S3Response refuse(S3Request request, S3ErrorCode code) {
    S3Exception error = new S3Exception(code);
    return errors.answer(request, error, error);
  }

  private OperationContext context(Caller caller, Progress progress) {
    return new OperationContext(
        vaults,
        caller.identity(),
        permission -> policy.allows(caller.identity(), permission),
        bucket -> policy.showsAll(caller.identity(), bucket),
        progress::denied,
        settings);
  }

  /** How far a request came. */
  private static final class Progress {

    private final S3Request request;
    private Optional<Caller> caller = Optional.empty();
    private String operation = UNKNOWN;
    private Optional<String> error = Optional.empty();

    Progress(S3Request request) {
      this.request = request;
    }

    Caller caller(Caller known) {
      caller = Optional.of(known);
      return known;
    }

    void preflight() {
      operation = CrossOrigin.OPERATION;
    }

    S3Operation operation(S3Operation parsed) {
      operation = parsed.name();
      return parsed;
    }

    /** Of the keys of a request, one. */
    void denied() {
      failed(S3ErrorCode.ACCESS_DENIED);
    }

    void failed(S3ErrorCode code) {
      error = Optional.of(code.code());
    }

    /** A body that did not verify makes every later step fail; the body knows the real reason. */
    Exception cause(Exception seen) {
      return caller
          .map(Caller::body)
          .flatMap(RequestBody::fault)
          .<Exception>map(fault -> fault)
          .orElse(seen);
    }

    /** Who is not known is who they claim to be, where that is worth a line. */
    private Optional<Asker> asker() {
      if (caller.isEmpty()) {
        return error.flatMap(failed -> ClaimedKey.of(request)).map(Asker::claiming);
      }
      Identity identity = caller.get().identity();
      return Optional.of(new Asker(identity.accessKeyId(), identity.issuedGrant(), true));
    }

    Answer answer(S3Response response) {
      return new Answer(operation, asker(), error, response);
    }
  }
}
