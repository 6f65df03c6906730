package com.cipherquay.keyset;

/**
 * An unlocked vault.
 *
 * @param keyset its keys
 * @param owner the owner's credential
 * @param created whether this call created the vault; then its key file is not backed up yet
 */
public record OpenedVault(Keyset keyset, OwnerCredential owner, boolean created) {}
