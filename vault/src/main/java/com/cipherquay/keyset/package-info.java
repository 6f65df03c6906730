/**
 * The keys of a vault: the vault file, the ways to unlock it, and the derivation of every other key
 * from its roots.
 *
 * <p>Root key bytes never leave this package; it hands out {@link
 * com.cipherquay.keyset.DerivedKey}s. FORMAT.md specifies the vault file and the derivation.
 * Imports Tink and nothing of Cipherquay.
 */
@NullMarked
package com.cipherquay.keyset;

import org.jspecify.annotations.NullMarked;
