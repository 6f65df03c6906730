package com.cipherquay.bench.load;

import java.util.Locale;

/** The workloads, in the order in which they are played and shown. */
public enum WorkloadKind {
  PUT_4K_X16("PUT 4 KiB x16", false),
  GET_4K_X16("GET 4 KiB x16", false),
  PUT_8M_X4("PUT 8 MiB x4", true),
  GET_8M_X4("GET 8 MiB x4", true),
  PUT_64M_X1("PUT 64 MiB x1", true),
  GET_64M_X1("GET 64 MiB x1", true),
  PUT_64M_X4("PUT 64 MiB x4", true),
  GET_64M_X4("GET 64 MiB x4", true),
  RANGE_64K_X4("range 64 KiB x4", false),
  LIST_10K("LIST of 10,000", false),
  MULTIPART_256M_X8("multipart 256 MiB", true);

  private static final int KIB = 1 << 10;
  private static final int SMALL_OBJECTS = 32;

  private final String title;
  private final boolean bulk;

  WorkloadKind(String title, boolean bulk) {
    this.title = title;
    this.bulk = bulk;
  }

  /** As it is named in options and raw figures. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public String title() {
    return title;
  }

  /** Whether it is about bytes, not about requests. */
  public boolean bulk() {
    return bulk;
  }

  /** The clients, for one contestant; nothing is sent yet. */
  public Workload on(Endpoint endpoint) {
    return switch (this) {
      case PUT_64M_X1 -> ObjectWorkload.put(endpoint, large(64, 1));
      case GET_64M_X1 -> ObjectWorkload.get(endpoint, large(64, 1));
      case PUT_64M_X4 -> ObjectWorkload.put(endpoint, large(64, 4));
      case GET_64M_X4 -> ObjectWorkload.get(endpoint, large(64, 4));
      case PUT_8M_X4 -> ObjectWorkload.put(endpoint, large(8, 4));
      case GET_8M_X4 -> ObjectWorkload.get(endpoint, large(8, 4));
      case PUT_4K_X16 -> ObjectWorkload.put(endpoint, small());
      case GET_4K_X16 -> ObjectWorkload.get(endpoint, small());
      case RANGE_64K_X4 -> RangeWorkload.on(endpoint);
      case LIST_10K -> ListWorkload.on(endpoint);
      case MULTIPART_256M_X8 -> MultipartWorkload.on(endpoint);
    };
  }

  private static ObjectSet large(int mebibytes, int clients) {
    return new ObjectSet(mebibytes + "m", mebibytes * Samples.MIB, clients, 1);
  }

  private static ObjectSet small() {
    return new ObjectSet("4k", 4 * KIB, 16, SMALL_OBJECTS);
  }
}
