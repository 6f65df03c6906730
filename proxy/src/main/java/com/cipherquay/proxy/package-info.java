/**
 * The program: command line, configuration, and the one place where everything is put together.
 *
 * <p>{@link com.cipherquay.proxy.Main} reads the command line, {@link
 * com.cipherquay.proxy.Settings} gathers the settings from flags, environment and file, {@link
 * com.cipherquay.proxy.Configuration} is what they mean. Imports every other package. Of this one
 * keytool takes {@link com.cipherquay.proxy.ConfiguredStore}, and nothing else does.
 */
@NullMarked
package com.cipherquay.proxy;

import org.jspecify.annotations.NullMarked;
