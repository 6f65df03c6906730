/**
 * What becomes of acknowledged writes, and of clients that wait, when something fails: the process
 * is killed, the upstream breaks, the disk is full, the clock jumps, or there are more clients than
 * can be served.
 *
 * <p>What is long is tagged {@code campaign}; a short run of each kind is in the gate.
 */
@NullMarked
package com.cipherquay.tests.fault;

import org.jspecify.annotations.NullMarked;
