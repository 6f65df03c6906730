package com.cipherquay.vault;

import java.util.Optional;

/**
 * An object that came to be of an upload.
 *
 * @param etag the entity tag for clients, without quotes
 * @param versionId which version it is; empty if the bucket never kept versions
 * @param checksum its checksum, if the upload was created with one
 */
public record CompletedUpload(
    String etag, Optional<String> versionId, Optional<ObjectChecksum> checksum) {}
