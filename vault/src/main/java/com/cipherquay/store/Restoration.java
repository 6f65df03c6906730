package com.cipherquay.store;

import java.time.Instant;
import java.util.Optional;

/**
 * What became of the request to restore an archived object.
 *
 * @param ongoing whether it is still worked on
 * @param expiry until when the object can be read; empty while it can not
 */
public record Restoration(boolean ongoing, Optional<Instant> expiry) {}
