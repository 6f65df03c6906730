package com.cipherquay.vault;

import java.util.Optional;

/**
 * What is left of an upload.
 *
 * @param stored the name of the object at the store, or of the folder of what lies beside the
 *     upload
 * @param key the object key, if it is known
 * @param inProgress whether the store still has the upload
 */
public record LostUpload(String stored, Optional<ObjectKey> key, boolean inProgress) {}
