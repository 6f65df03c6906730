package com.cipherquay.proxy.access;

/**
 * On whose behalf a request acts.
 *
 * @param accessKeyId the public id of the credential that signed
 * @param role what this identity is to the vault
 */
public record Identity(String accessKeyId, Role role) {

  /** What an identity is to the vault. */
  public enum Role {
    /** Holds the vault; may do everything. */
    OWNER
  }

  public static Identity owner(String accessKeyId) {
    return new Identity(accessKeyId, Role.OWNER);
  }
}
