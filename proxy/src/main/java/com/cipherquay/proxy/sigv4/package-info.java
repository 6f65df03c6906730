/**
 * AWS Signature Version 4 for S3: one canonicaliser, used to verify what clients signed and to sign
 * what goes to an upstream, and the body encodings that the signature covers (aws-chunked, payload
 * hashes, checksums). Beside it Signature Version 2, for clients that know no other, and the
 * signature of either over the policy of a form.
 *
 * <p>Works on requests as they stand on the wire, knows no S3 operation and imports nothing of
 * ours. Its faults are values of {@code SignatureFault}; whoever calls turns them into answers.
 * Reference: AWS, "Authenticating Requests (AWS Signature Version 4)", Amazon S3 API Reference.
 */
@NullMarked
package com.cipherquay.proxy.sigv4;

import org.jspecify.annotations.NullMarked;
