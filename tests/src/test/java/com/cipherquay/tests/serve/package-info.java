/**
 * The contract of the command {@code cipherquay serve}: what it prints, what it leaves in the data
 * folder, how it ends. Run as a process through the real launcher.
 */
@NullMarked
package com.cipherquay.tests.serve;

import org.jspecify.annotations.NullMarked;
