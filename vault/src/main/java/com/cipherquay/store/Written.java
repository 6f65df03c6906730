package com.cipherquay.store;

import java.util.Optional;

/**
 * What came of a write.
 *
 * @param etag the object's entity tag, without quotes
 * @param versionId the version that was written; empty if the bucket never kept versions
 */
public record Written(String etag, Optional<String> versionId) {

  /** The same version under another form of its tag. */
  public Written withEtag(String other) {
    return new Written(other, versionId);
  }
}
