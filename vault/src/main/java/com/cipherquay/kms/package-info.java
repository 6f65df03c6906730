/**
 * Keys in key management services: AWS KMS and the Transit engine of HashiCorp Vault, each as one
 * AEAD over HTTPS.
 *
 * <p>What goes there and comes back is 32 bytes, once per opening of a vault. Imports the keyset,
 * which does not know this package: whoever opens a vault puts the two together.
 */
@NullMarked
package com.cipherquay.kms;

import org.jspecify.annotations.NullMarked;
