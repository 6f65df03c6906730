package com.cipherquay.vault;

import java.util.Optional;

/**
 * What a copy has beside its body.
 *
 * @param metadata empty for that of the source
 * @param tags empty for those of the source
 */
public record CopyDescription(Optional<ObjectMetadata> metadata, Optional<ObjectTags> tags) {}
