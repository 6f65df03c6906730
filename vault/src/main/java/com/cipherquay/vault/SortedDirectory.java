package com.cipherquay.vault;

/**
 * A directory that was read to its end.
 *
 * @param lines what is in it, by name
 * @param whole whether the names are those of all objects below it; else they are those of the
 *     objects and directories in it
 * @param calls how many calls to the store it took
 */
record SortedDirectory(SortedRun lines, boolean whole, int calls) {}
