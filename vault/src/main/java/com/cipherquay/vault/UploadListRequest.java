package com.cipherquay.vault;

/**
 * Asks for one page of the uploads in progress; all in plaintext.
 *
 * @param prefix only keys that start with it; empty for all
 * @param delimiter rolls up what contains it after the prefix; empty for none
 * @param keyMarker only keys after it, or equal to it if there is an upload marker; may be empty
 * @param uploadMarker only uploads of the marker's key with a greater id; may be empty
 * @param limit how many uploads and common prefixes together, 1 to 1000
 */
public record UploadListRequest(
    String prefix, String delimiter, String keyMarker, String uploadMarker, int limit) {}
