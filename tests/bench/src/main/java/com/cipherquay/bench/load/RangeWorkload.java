package com.cipherquay.bench.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** 64 KiB from anywhere in an object of 64 MiB. */
final class RangeWorkload implements Workload {

  private static final int LENGTH = 64 << 10;
  private static final int CLIENTS = 4;
  private static final int PLACES = 64;
  private static final String OBJECT = "ranges";

  private final List<Client> clients;
  private final List<List<SignedCall>> calls = new ArrayList<>();
  private final int[] next = new int[CLIENTS];

  private RangeWorkload(List<Client> clients) {
    this.clients = clients;
  }

  static Workload on(Endpoint endpoint) {
    List<Client> clients = new ArrayList<>();
    for (int client = 0; client < CLIENTS; client++) {
      clients.add(new Client(endpoint));
    }
    return new RangeWorkload(clients);
  }

  @Override
  public int clients() {
    return CLIENTS;
  }

  @Override
  public void prepare() throws IOException {
    int size = 64 * Samples.MIB;
    clients.get(0).send(Call.put(OBJECT, Samples.of(size)), BodySink.NOWHERE);
    SplittableRandom random = new SplittableRandom(2);
    for (Client client : clients) {
      List<SignedCall> own = new ArrayList<>();
      for (int i = 0; i < PLACES; i++) {
        int first = random.nextInt(size - LENGTH);
        Call call = Call.range(OBJECT, first, first + LENGTH - 1);
        client.compare(call, Samples.of(first, LENGTH));
        own.add(client.sign(call));
      }
      calls.add(own);
    }
  }

  @Override
  public Done turn(int client) throws IOException {
    SignedCall call = calls.get(client).get(next[client]++ % PLACES);
    clients.get(client).send(call, LENGTH);
    return new Done(1, LENGTH);
  }

  @Override
  public void check() {
    // Every range was compared before.
  }

  @Override
  public void close() throws IOException {
    for (Client client : clients) {
      client.close();
    }
  }
}
