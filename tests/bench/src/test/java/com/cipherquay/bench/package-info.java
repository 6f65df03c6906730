/** The benchmark does what it says: its workloads are played once, without a contestant. */
@NullMarked
package com.cipherquay.bench;

import org.jspecify.annotations.NullMarked;
