/**
 * The processes that are measured, and the origin they stand in front of: starts them, stops them,
 * and reads from /proc what they used. Linux only. Imports the endpoint of {@code load}.
 */
@NullMarked
package com.cipherquay.bench.contestant;

import org.jspecify.annotations.NullMarked;
