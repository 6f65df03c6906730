/**
 * The proof that the tests bite: the product is built once more without one of its defences, and a
 * named test must fail. The builds exist only while these tests run; the product has no switch.
 */
@NullMarked
package com.cipherquay.tests.defence;

import org.jspecify.annotations.NullMarked;
