/**
 * The form by which a browser uploads a file: its fields and its file out of a multipart/form-data
 * body, and the policy that says which form was meant.
 *
 * <p>Values and one parser. Who signed the policy is decided in {@code access}, what becomes of the
 * file in {@code operation}. Reference: AWS, "Browser-Based Uploads Using POST", Amazon S3 API
 * Reference; RFC 7578 and RFC 2046.
 */
@NullMarked
package com.cipherquay.proxy.form;

import org.jspecify.annotations.NullMarked;
