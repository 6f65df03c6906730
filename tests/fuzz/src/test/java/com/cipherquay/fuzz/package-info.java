/**
 * What fuzzing needs beside the targets: their names, their seeds, and what they are made of. A
 * target stands in the package of its parser.
 */
@NullMarked
package com.cipherquay.fuzz;

import org.jspecify.annotations.NullMarked;
