package com.cipherquay.store;

import java.time.Instant;

/**
 * A part of an upload as the index takes it.
 *
 * @param content not {@link Content.InParts}
 */
record IndexedPart(StoredPart part, long size, Instant modified, Content content) {}
