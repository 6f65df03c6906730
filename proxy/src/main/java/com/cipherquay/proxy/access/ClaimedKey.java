package com.cipherquay.proxy.access;

import com.cipherquay.proxy.s3.S3Request;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who a request says it is from, whether or not it is true: for the log of what was refused. */
public final class ClaimedKey {

  private static final Pattern ID =
      Pattern.compile("(?:Credential=|AWS |AWSAccessKeyId=)([A-Za-z0-9]{3,64})(?:[/:&%]|$)");

  private ClaimedKey() {}

  /** The access key id in the header or the query of a request, of all three kinds of signature. */
  public static Optional<String> of(S3Request request) {
    Matcher claim = ID.matcher(request.headers().first("authorization").orElse(request.rawQuery()));
    return claim.find() ? Optional.of(claim.group(1)) : Optional.empty();
  }
}
