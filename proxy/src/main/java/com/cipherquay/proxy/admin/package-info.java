/**
 * What operators look at: health and metrics, on a listener of their own.
 *
 * <p>Apart from the S3 listener, so that it can be reachable for the monitoring alone, answers when
 * all S3 threads are busy, and can not be mistaken for a bucket. Imports nothing of Cipherquay:
 * what happens elsewhere is told to {@link com.cipherquay.proxy.admin.Metrics} by whoever wires it,
 * and no key, name or object can be reached from here.
 */
@NullMarked
package com.cipherquay.proxy.admin;

import org.jspecify.annotations.NullMarked;
