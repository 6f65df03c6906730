/**
 * The upstream store against real and broken S3 servers, all in this process or on loopback.
 *
 * <p>The contract suite of the port runs against S3Proxy here, and against Ceph's radosgw where an
 * endpoint is given; what a store may do wrong is played by {@code BrokenStore}.
 */
@NullMarked
package com.cipherquay.proxy.upstream;

import org.jspecify.annotations.NullMarked;
