/**
 * The XML documents of S3 as records, read and written with Jackson.
 *
 * <p>Documents that come from outside are untrusted: no DTDs, no entities, bounded depth and
 * length, unknown elements ignored. Imports only {@code s3}; decides nothing.
 */
@NullMarked
package com.cipherquay.proxy.s3.xml;

import org.jspecify.annotations.NullMarked;
