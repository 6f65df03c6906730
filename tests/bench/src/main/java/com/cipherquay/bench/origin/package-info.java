/**
 * An S3 that answers from memory, as cheaply as Java can: blocking sockets, a thread each, bodies
 * in direct buffers that are read and written without a copy. It believes every request, verifies
 * no signature, computes no digest, and counts the calls. A process of its own; imports nothing of
 * the benchmark.
 */
@NullMarked
package com.cipherquay.bench.origin;

import org.jspecify.annotations.NullMarked;
