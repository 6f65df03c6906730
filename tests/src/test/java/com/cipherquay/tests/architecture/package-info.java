/**
 * The rules of the house that a compiler does not know, checked on the compiled classes of all
 * modules: which package may use which, and what a class looks like.
 *
 * <p>The table of packages is in src/docs/architecture.md; {@link
 * com.cipherquay.tests.architecture.ImportTable} is the same table for the machine.
 */
@NullMarked
package com.cipherquay.tests.architecture;

import org.jspecify.annotations.NullMarked;
