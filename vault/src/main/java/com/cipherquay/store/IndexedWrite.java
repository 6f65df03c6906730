package com.cipherquay.store;

import java.util.Optional;

/**
 * What a write has done to the index.
 *
 * @param versionId the version that was written; empty if the bucket never kept versions
 */
record IndexedWrite(Leftovers leftovers, Optional<String> versionId) {}
