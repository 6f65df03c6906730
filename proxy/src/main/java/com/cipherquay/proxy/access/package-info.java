/**
 * Who asks, and may they: authentication of a request and the decision about its permissions.
 *
 * <p>Stands between the HTTP edge and the operations. Signatures and body encodings are verified in
 * {@code sigv4}; this package turns that into a {@code Caller} with a body in plain sight and S3's
 * error codes. It knows permissions, not operations: each operation says itself what it requires.
 */
@NullMarked
package com.cipherquay.proxy.access;

import org.jspecify.annotations.NullMarked;
