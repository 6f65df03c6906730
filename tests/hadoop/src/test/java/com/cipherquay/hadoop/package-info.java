/**
 * Hadoop's S3A against a running product, which the environment names: S3A_ENDPOINT, S3A_BUCKET and
 * the credentials in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.
 */
@NullMarked
package com.cipherquay.hadoop;

import org.jspecify.annotations.NullMarked;
