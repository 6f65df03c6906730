package com.cipherquay.keyset;

/**
 * The S3 credential of the vault's owner, who may do everything.
 *
 * @param accessKeyId {@code CQ} and 18 characters of {@code A-Z2-7}; not a secret
 * @param secretAccessKey 40 characters of {@code A-Z2-7}: nothing that a shell, an INI file or a
 *     URL would have to escape; derived from the grant root, stored nowhere
 */
public record OwnerCredential(String accessKeyId, String secretAccessKey) {

  /** Without the secret, so that it can not slip into a log. */
  @Override
  public String toString() {
    return "OwnerCredential[" + accessKeyId + "]";
  }
}
