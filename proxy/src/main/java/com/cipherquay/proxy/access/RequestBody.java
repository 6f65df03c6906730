package com.cipherquay.proxy.access;

import com.cipherquay.proxy.s3.S3Exception;
import com.cipherquay.vault.ChecksumAlgorithm;
import com.cipherquay.vault.PlaintextBody;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/**
 * The body of a request as the client meant it: without aws-chunked framing, and verified while it
 * is pulled. One thread at a time.
 */
public interface RequestBody {

  /**
   * The decoded bytes. End of stream is reported only after everything the client claimed has been
   * verified; bytes before that are provisional. A read throws IOException if a claim is false, and
   * then {@link #fault()} says which. Closing it does nothing: the edge owns the request.
   */
  InputStream stream();

  /** The decoded length in bytes; 0 if there is no body, or nobody knows before its end. */
  long length();

  /**
   * Whether the request said how long its body is. Without Content-Length and Transfer-Encoding
   * there is no body, which PutObject and UploadPart must answer with MissingContentLength. A form
   * never says how long its file is.
   */
  boolean lengthDeclared();

  /**
   * What was wrong with the body so far, as the answer to give. Whoever sees a write fail asks here
   * first: the fault of a client is never trouble of the store.
   */
  Optional<S3Exception> fault();

  /**
   * The verified checksums in base64; at most one, as S3 allows one per request.
   *
   * @throws IllegalStateException before end of stream
   */
  Map<ChecksumAlgorithm, String> checksums();

  /** The body as the vault takes it. */
  default PlaintextBody toPlaintextBody() {
    return new PlaintextBody(stream(), length(), this::checksums);
  }
}
