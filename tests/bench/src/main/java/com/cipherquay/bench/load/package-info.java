/**
 * The clients: raw connections that are kept open, requests that are signed beforehand, and the
 * workloads made of them. All of it is made to cost little, for it shares the machine with what is
 * measured. Imports nothing of the benchmark.
 */
@NullMarked
package com.cipherquay.bench.load;

import org.jspecify.annotations.NullMarked;
