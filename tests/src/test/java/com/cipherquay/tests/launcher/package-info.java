/**
 * The launchers in {@code bin/}, run by a real shell over Javas that only say how they were called.
 */
@NullMarked
package com.cipherquay.tests.launcher;

import org.jspecify.annotations.NullMarked;
