/**
 * The store as the adversary: an S3 that keeps every byte it is sent and lies in its answers, under
 * the real proxy over real sockets.
 *
 * <p>{@link com.cipherquay.tests.hostile.MaliciousStore} is the store, {@link
 * com.cipherquay.tests.hostile.Lie} what it may say. The campaigns run seeded random operations and
 * check after each what must hold whatever the store says; the other tests tell one lie each and
 * know what must come of it.
 */
@NullMarked
package com.cipherquay.tests.hostile;

import org.jspecify.annotations.NullMarked;
