/**
 * The plaintext view of one bucket: names, content, metadata and listings, over a store that sees
 * only ciphertext.
 *
 * <p>{@link com.cipherquay.vault.Vault} is the only way in; the ciphers below it are
 * package-private. A vault is not an object store: a plaintext name can not be passed to a store,
 * because it does not compile. The bytes are specified in FORMAT.md, which is written before this
 * code and wins where they differ.
 */
@NullMarked
package com.cipherquay.vault;

import org.jspecify.annotations.NullMarked;
