package com.cipherquay.vault;

/**
 * An object in which nothing wrong was found.
 *
 * @param outcome {@code CURRENT} if it was looked at; else why not, or not in full
 * @param epoch under which it is, unsigned; 0 if it was not looked at
 * @param bytes how much plaintext of it was read
 */
public record CheckedObject(UpkeepOutcome outcome, int epoch, long bytes) {}
