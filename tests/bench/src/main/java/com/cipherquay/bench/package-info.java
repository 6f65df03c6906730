/**
 * The benchmark, {@code bin/bench}: reads the options, plays the rounds, and leaves a table, the
 * raw figures and a plot.
 *
 * <p>It knows the products only by their command lines and by S3 over HTTP; nothing of the product
 * is compiled in. Its own parts: {@code origin} is the store in memory that every contestant stands
 * in front of, {@code load} the clients, {@code contestant} the processes that are measured, {@code
 * report} what is made of the figures.
 */
@NullMarked
package com.cipherquay.bench;

import org.jspecify.annotations.NullMarked;
