package com.cipherquay.store;

import java.time.Instant;
import java.util.Optional;

/**
 * The delete marker that stands where an object was asked for.
 *
 * @param versionId the version that the marker is, if the store says so
 * @param lastModified when it was made, if the store says so
 */
public record StoredMarker(Optional<String> versionId, Optional<Instant> lastModified) {}
