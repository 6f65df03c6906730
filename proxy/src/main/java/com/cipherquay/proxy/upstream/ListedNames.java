package com.cipherquay.proxy.upstream;

import com.cipherquay.proxy.sigv4.PercentEncoding;
import com.cipherquay.proxy.sigv4.SignatureException;
import com.cipherquay.store.StoreException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Reads the names of a listing.
 *
 * @param answer which lists them
 * @param prefix what every name begins with there, and those who asked know nothing of
 * @param urlEncoded whether they are percent-encoded
 */
record ListedNames(UpstreamAnswer answer, String prefix, boolean urlEncoded) {

  /** A name as those know it who know nothing of the prefix. */
  String local(String text) throws StoreException {
    String name = urlEncoded ? decoded(text) : text;
    if (!name.startsWith(prefix) || name.length() == prefix.length()) {
      throw answer.broken("has a name outside of what was asked for");
    }
    return name.substring(prefix.length());
  }

  private String decoded(String text) throws StoreException {
    try {
      return PercentEncoding.decodeQuery(text);
    } catch (SignatureException e) {
      throw answer.broken("has a name that is not percent-encoded");
    }
  }

  /** To the second, which is what the store can say in a header field. */
  static Instant time(UpstreamAnswer answer, String text) throws StoreException {
    try {
      return Instant.parse(text).truncatedTo(ChronoUnit.SECONDS);
    } catch (DateTimeException e) {
      throw answer.broken("has an entry without a time");
    }
  }
}
