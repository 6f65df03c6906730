package com.cipherquay.proxy.operation;

import java.util.Optional;

/**
 * Who asked, for the logs.
 *
 * @param accessKeyId the public id of the credential
 * @param grant the id of the access grant that was issued, from which the credential comes
 * @param verified whether the signature was; or else the id is what somebody claimed
 */
public record Asker(String accessKeyId, Optional<String> grant, boolean verified) {

  /** Somebody who only says who they are. */
  static Asker claiming(String accessKeyId) {
    return new Asker(accessKeyId, Optional.empty(), false);
  }

  /** What the logs call the id. */
  public String role() {
    return verified ? "caller" : "claimed";
  }
}
