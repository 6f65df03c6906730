package com.cipherquay.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All pages of a folder of 10,000 objects; a page is a request. */
final class ListWorkload implements Workload {

  private static final int OBJECTS = 10_000;
  private static final int BODY = 16;
  private static final String QUERY = "list-type=2&prefix=list%2F";
  private static final Pattern NAME = Pattern.compile("<Key>([^<]*)</Key>");
  private static final Pattern TOKEN =
      Pattern.compile("<NextContinuationToken>([^<]*)</NextContinuationToken>");

  private final Client client;

  private ListWorkload(Client client) {
    this.client = client;
  }

  static Workload on(Endpoint endpoint) {
    return new ListWorkload(new Client(endpoint));
  }

  @Override
  public int clients() {
    return 1;
  }

  @Override
  public void prepare() throws IOException {
    ByteBuffer body = Samples.of(BODY);
    for (int i = 0; i < OBJECTS; i++) {
      client.send(Call.put("list/object-" + i, body), BodySink.NOWHERE);
    }
    Set<String> names = new HashSet<>();
    long pages = list(names);
    if (names.size() != OBJECTS) {
      throw new IOException(pages + " pages with " + names.size() + " names");
    }
  }

  @Override
  public Done turn(int number) throws IOException {
    return new Done(list(new HashSet<>()), 0);
  }

  /** Adds all names; how many pages there were. */
  private long list(Set<String> names) throws IOException {
    String query = QUERY;
    long pages = 0;
    while (true) {
      String page = client.document(new Call("GET", "", query, Map.of(), ByteBuffer.allocate(0)));
      pages++;
      Matcher name = NAME.matcher(page);
      while (name.find()) {
        names.add(name.group(1));
      }
      Matcher token = TOKEN.matcher(page);
      if (!token.find()) {
        return pages;
      }
      query = "continuation-token=" + URLEncoder.encode(token.group(1), UTF_8) + "&" + QUERY;
    }
  }

  @Override
  public void check() {
    // The names were counted before.
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
