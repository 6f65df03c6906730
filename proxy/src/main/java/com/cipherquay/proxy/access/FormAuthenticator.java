package com.cipherquay.proxy.access;

import com.cipherquay.proxy.form.FormReader;
import com.cipherquay.proxy.form.Policy;
import com.cipherquay.proxy.form.PostedForm;
import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.proxy.s3.S3Exception;
import com.cipherquay.proxy.s3.S3Request;
import com.cipherquay.proxy.sigv4.BodyException;
import com.cipherquay.proxy.sigv4.PolicyVerifier;
import com.cipherquay.proxy.sigv4.SignatureException;
import com.cipherquay.proxy.sigv4.VerifiedBody;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Authenticates the form by which a browser uploads a file (AWS, "POST Object"): nothing of the
 * request is signed but a policy in one of its fields. Thread-safe.
 */
final class FormAuthenticator implements Authenticator {

  // 20 KB at the speed of a bad telephone line.
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  // The largest object (AWS, "Multipart upload limits"), and more than enough around it.
  private static final long LONGEST = (5L << 30) + (1L << 20);
  private static final String AMZ = "x-amz-";

  private final CredentialSource credentials;
  private final PolicyVerifier verifier;
  private final Clock clock;

  FormAuthenticator(CredentialSource credentials, PolicyVerifier verifier, Clock clock) {
    this.credentials = credentials;
    this.verifier = verifier;
    this.clock = clock;
  }

  /**
   * Whether a request is a form, or wants to be one: what else is posted to a bucket has a
   * sub-resource or a signature.
   */
  static boolean isFor(S3Request request) {
    return request.method().equals("POST")
        && request.headers().first("authorization").isEmpty()
        && (request.rawQuery().isEmpty() || isForm(request));
  }

  private static boolean isForm(S3Request request) {
    return request.headers().first("content-type").filter(FormReader::isForm).isPresent();
  }

  /**
   * The caller, with the file as the body. Reads what stands before the file, 20 KB at most: who
   * sent it can not be known before.
   */
  @Override
  public Caller authenticate(S3Request request) {
    requireForm(request);
    try {
      PostedForm form =
          FormReader.read(
              request.body(),
              request.headers().first("content-type").orElse(""),
              request.contentLength(),
              PATIENCE);
      String accessKeyId = verifier.verify(form.fields()::value);
      Policy policy = Policy.read(form.fields().value("policy").orElse(""));
      policy.requireCurrent(clock.instant());
      VerifiedBody file = VerifiedBody.ofForm(form.file(), form.fields().entries());
      return new Caller(
          credentials.identity(accessKeyId, PolicyVerifier.sessionToken(form.fields()::value)),
          new VerifiedRequestBody(file),
          Optional.of(new SignedForm(form.fields(), policy, form.likelySize())));
    } catch (SignatureException e) {
      throw FaultAnswers.of(e);
    } catch (IOException e) {
      throw FaultAnswers.of(BodyException.interrupted(e));
    }
  }

  private static void requireForm(S3Request request) {
    if (!isForm(request)) {
      throw new S3Exception(S3ErrorCode.PRECONDITION_FAILED)
          .with("Condition", "Bucket POST must be of the enclosure-type multipart/form-data");
    }
    if (!request.rawQuery().isEmpty()) {
      throw new S3Exception(
          S3ErrorCode.INVALID_ARGUMENT, "Query String Parameters not allowed on POST requests.");
    }
    if (request.contentLength() < 0) {
      throw new S3Exception(S3ErrorCode.MISSING_CONTENT_LENGTH);
    }
    if (request.contentLength() > LONGEST) {
      throw new S3Exception(S3ErrorCode.ENTITY_TOO_LARGE);
    }
    // Anybody could have added them: of a form only its policy is signed.
    List<String> unsigned =
        request.headers().fields().stream()
            .map(Map.Entry::getKey)
            .filter(name -> name.startsWith(AMZ))
            .distinct()
            .toList();
    if (!unsigned.isEmpty()) {
      throw new S3Exception(
              S3ErrorCode.ACCESS_DENIED,
              "There were headers present in the request which were not signed")
          .with("HeadersNotSigned", String.join(", ", unsigned));
    }
  }
}
