/**
 * Holds a body of which nobody says how long it is, until that is known.
 *
 * <p>A store must be told the length of an object before its first byte, and a form does not say
 * it. What does not fit into one buffer goes to the disk of this machine, encrypted under a key
 * that never leaves the process, into a file that has no name.
 */
@NullMarked
package com.cipherquay.proxy.spool;

import org.jspecify.annotations.NullMarked;
