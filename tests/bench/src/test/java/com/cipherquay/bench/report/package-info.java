/** Medians and targets, from figures that are made up. */
@NullMarked
package com.cipherquay.bench.report;

import org.jspecify.annotations.NullMarked;
