package com.cipherquay.proxy.access;

/**
 * Who sent a request, and what they sent.
 *
 * @param identity on whose behalf everything happens
 * @param body decoded, verifying itself while it is read
 */
public record Caller(Identity identity, RequestBody body) {}
