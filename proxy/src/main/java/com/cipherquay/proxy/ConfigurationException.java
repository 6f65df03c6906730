package com.cipherquay.proxy;

/** A setting is unknown or wrong; the message says where it stands and what was expected. */
final class ConfigurationException extends Exception {

  private static final long serialVersionUID = 1L;

  ConfigurationException(String message) {
    super(message);
  }
}
