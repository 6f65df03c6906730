/**
 * Black-box proof: the real product as its own process, spoken to by real clients over real
 * sockets, above the local store and above S3 servers that others wrote.
 *
 * <p>Nothing here calls into the product's classes. {@link com.cipherquay.tests.Subjects} says
 * which stores stand behind the proxy under test; classes marked {@link
 * com.cipherquay.tests.ForEverySubject} run once for each.
 */
@NullMarked
package com.cipherquay.tests;

import org.jspecify.annotations.NullMarked;
