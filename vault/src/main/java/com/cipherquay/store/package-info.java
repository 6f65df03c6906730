/**
 * The store port: one flat namespace of ciphertext objects, and the local store behind it.
 *
 * <p>A store sees stored names, opaque metadata bytes and ciphertext bodies, and nothing else: no
 * plaintext name, key or header can be passed to it, because the types do not allow it. Verbs here
 * are {@code read} and {@code write} ({@code get} and {@code put} belong to the vault, GetObject
 * and PutObject to S3). This package imports nothing of Cipherquay; every implementation passes the
 * one contract suite {@code ObjectStoreContract}.
 */
@NullMarked
package com.cipherquay.store;

import org.jspecify.annotations.NullMarked;
