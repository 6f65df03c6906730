/**
 * The command line {@code cipherquay-keytool}: one class per command, no running proxy needed.
 *
 * <p>Commands read the vault's files and print; what they compute is the vault module's. Text is
 * for people, {@code --json} for programs; every command has exit status 0 if done, 1 if refused, 2
 * for wrong usage. Imports the vault module, and of the proxy the one class that opens a store as
 * the proxy is configured, which no command loads that needs no store.
 */
@NullMarked
package com.cipherquay.keytool;

import org.jspecify.annotations.NullMarked;
