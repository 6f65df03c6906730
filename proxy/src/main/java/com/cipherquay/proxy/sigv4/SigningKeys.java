package com.cipherquay.proxy.sigv4;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Derived signing keys (AWS, "Create a signed AWS API request", step 4), remembered: deriving costs
 * four HMACs and a derived key is good for a day and a region. Thread-safe.
 */
final class SigningKeys {

  /** Enough for every region and the two days that a moment can belong to; then start afresh. */
  private static final int CAPACITY = 256;

  private record Entry(String secret, CredentialScope scope) {}

  private final Map<Entry, byte[]> derived = new ConcurrentHashMap<>();

  /** The derived key; the array is shared and must not be changed. */
  byte[] derive(String secretAccessKey, CredentialScope scope) {
    Entry entry = new Entry(secretAccessKey, scope);
    byte[] known = derived.get(entry);
    if (known != null) {
      return known;
    }
    byte[] fresh = compute(secretAccessKey, scope);
    if (derived.size() >= CAPACITY) {
      // A client may name any region; a full map must not grow nor keep the owner's key out.
      derived.clear();
    }
    derived.put(entry, fresh);
    return fresh;
  }

  private static byte[] compute(String secretAccessKey, CredentialScope scope) {
    byte[] secret = ("AWS4" + secretAccessKey).getBytes(StandardCharsets.UTF_8);
    byte[] date = Digests.hmac(secret, scope.date());
    byte[] region = Digests.hmac(date, scope.region());
    byte[] service = Digests.hmac(region, scope.service());
    return Digests.hmac(service, CredentialScope.TERMINATOR);
  }
}
