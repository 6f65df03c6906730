package com.cipherquay.fuzz;

/** A parser that is fed with any bytes. Whatever it throws is a finding. */
@FunctionalInterface
public interface Target {

  void run(byte[] input) throws Exception;
}
