package com.cipherquay.proxy.operation;

import com.cipherquay.vault.ListOrder;
import java.util.Map;

/**
 * In which order listings come.
 *
 * @param order of every bucket that is not named
 * @param buckets of those that are
 */
public record ListOrders(ListOrder order, Map<String, ListOrder> buckets) {

  /** Stored order, without exception. */
  public static final ListOrders STORED = new ListOrders(ListOrder.STORED, Map.of());

  public ListOrders {
    buckets = Map.copyOf(buckets);
  }

  ListOrder of(String bucket) {
    return buckets.getOrDefault(bucket, order);
  }
}
