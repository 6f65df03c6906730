package com.cipherquay.bench.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** PutObject or GetObject, again and again. */
final class ObjectWorkload implements Workload {

  private final ObjectSet objects;
  private final boolean put;
  private final List<Client> clients;
  private final List<List<SignedCall>> calls;
  private final int[] next;

  private ObjectWorkload(ObjectSet objects, boolean put, List<Client> clients) {
    this.objects = objects;
    this.put = put;
    this.clients = clients;
    this.calls = new ArrayList<>();
    this.next = new int[clients.size()];
  }

  static Workload put(Endpoint endpoint, ObjectSet objects) {
    return of(endpoint, objects, true);
  }

  static Workload get(Endpoint endpoint, ObjectSet objects) {
    return of(endpoint, objects, false);
  }

  private static Workload of(Endpoint endpoint, ObjectSet objects, boolean put) {
    List<Client> clients = new ArrayList<>();
    for (int client = 0; client < objects.clients(); client++) {
      clients.add(new Client(endpoint));
    }
    return new ObjectWorkload(objects, put, clients);
  }

  @Override
  public int clients() {
    return clients.size();
  }

  @Override
  public void prepare() throws IOException {
    for (int client = 0; client < clients(); client++) {
      List<SignedCall> own = new ArrayList<>();
      for (int number = 0; number < objects.each(); number++) {
        String name = objects.name(client, number);
        Call storing = Call.put(name, objects.body());
        if (!put) {
          clients.get(client).send(storing, BodySink.NOWHERE);
        }
        own.add(clients.get(client).sign(put ? storing : Call.get(name)));
      }
      calls.add(own);
    }
    if (!put) {
      compare();
    }
  }

  @Override
  public Done turn(int client) throws IOException {
    List<SignedCall> own = calls.get(client);
    SignedCall call = own.get(next[client]++ % own.size());
    clients.get(client).send(call, put ? 0 : objects.size());
    return new Done(1, objects.size());
  }

  @Override
  public void check() throws IOException {
    if (put) {
      compare();
    }
  }

  private void compare() throws IOException {
    for (int client = 0; client < clients(); client++) {
      clients.get(client).compare(Call.get(objects.name(client, 0)), objects.body());
    }
  }

  @Override
  public void close() throws IOException {
    for (Client client : clients) {
      client.close();
    }
  }
}
