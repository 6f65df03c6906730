/**
 * What is made of the figures: medians, the table with its targets, the raw figures as CSV, the
 * plot. Imports the names of contestants and workloads.
 */
@NullMarked
package com.cipherquay.bench.report;

import org.jspecify.annotations.NullMarked;
