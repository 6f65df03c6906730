package com.cipherquay.store;

import java.io.IOException;
import java.util.Optional;

/**
 * A store refused or failed. The message is for the log of the operator only: it may quote the
 * store, so it never reaches a client.
 */
public final class StoreException extends IOException {

  private static final long serialVersionUID = 1L;

  private final StoreFault fault;
  private final transient Optional<StoredMarker> marker;

  public StoreException(StoreFault fault, String message) {
    super(message);
    this.fault = fault;
    this.marker = Optional.empty();
  }

  private StoreException(StoreFault fault, String message, StoredMarker marker) {
    super(message);
    this.fault = fault;
    this.marker = Optional.of(marker);
  }

  public StoreException(StoreFault fault, String message, Throwable cause) {
    super(message, cause);
    this.fault = fault;
    this.marker = Optional.empty();
  }

  /**
   * There is a delete marker where an object was asked for.
   *
   * @param fault {@code DELETE_MARKER} if the marker was named, else {@code NO_SUCH_OBJECT}
   */
  public static StoreException of(StoreFault fault, String message, StoredMarker marker) {
    return new StoreException(fault, message, marker);
  }

  public StoreFault fault() {
    return fault;
  }

  /** The delete marker that is there instead of an object, if that is why. */
  public Optional<StoredMarker> marker() {
    return marker;
  }
}
