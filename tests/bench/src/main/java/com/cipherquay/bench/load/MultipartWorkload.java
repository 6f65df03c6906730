package com.cipherquay.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An object of 256 MiB in parts of 8 MiB, 8 of them at a time; all of it is one turn. */
final class MultipartWorkload implements Workload {

  private static final int PART = 8 * Samples.MIB;
  private static final int PARTS = 32;
  private static final int PARALLEL = 8;
  private static final String OBJECT = "multipart";
  private static final Pattern UPLOAD = Pattern.compile("<UploadId>([^<]*)</UploadId>");

  private final Client lead;
  private final List<Client> clients;

  private MultipartWorkload(Client lead, List<Client> clients) {
    this.lead = lead;
    this.clients = clients;
  }

  static Workload on(Endpoint endpoint) {
    List<Client> clients = new ArrayList<>();
    for (int client = 0; client < PARALLEL; client++) {
      clients.add(new Client(endpoint));
    }
    return new MultipartWorkload(new Client(endpoint), clients);
  }

  /** The clients of the parts are its own. */
  @Override
  public int clients() {
    return 1;
  }

  @Override
  public void prepare() throws IOException {
    turn(0);
    check();
  }

  @Override
  public Done turn(int number) throws IOException {
    Matcher id = UPLOAD.matcher(lead.document(post("uploads=", "")));
    if (!id.find()) {
      throw new IOException("an upload without an id");
    }
    String query = "uploadId=" + id.group(1);
    StringBuilder document = new StringBuilder("<CompleteMultipartUpload>");
    List<String> etags = upload(query);
    for (int part = 1; part <= PARTS; part++) {
      document.append("<Part><PartNumber>").append(part).append("</PartNumber><ETag>");
      document.append(etags.get(part - 1)).append("</ETag></Part>");
    }
    document.append("</CompleteMultipartUpload>");
    lead.document(post(query, document.toString()));
    return new Done(PARTS + 2, (long) PART * PARTS);
  }

  private static Call post(String query, String document) {
    return Call.post(OBJECT, query, ByteBuffer.wrap(document.getBytes(UTF_8)));
  }

  /** The entity tags of the parts, in their order. */
  private List<String> upload(String query) throws IOException {
    ExecutorService threads = Executors.newFixedThreadPool(PARALLEL);
    try {
      List<Future<List<String>>> lanes = new ArrayList<>();
      for (int lane = 0; lane < PARALLEL; lane++) {
        int first = lane;
        lanes.add(threads.submit(() -> lane(first, query)));
      }
      List<List<String>> found = new ArrayList<>();
      for (Future<List<String>> lane : lanes) {
        found.add(Lanes.result(lane));
      }
      List<String> etags = new ArrayList<>();
      for (int part = 0; part < PARTS; part++) {
        etags.add(found.get(part % PARALLEL).get(part / PARALLEL));
      }
      return etags;
    } finally {
      threads.shutdownNow();
    }
  }

  /** Every eighth part, from a first one on. */
  private List<String> lane(int first, String query) throws IOException {
    List<String> etags = new ArrayList<>();
    for (int part = first; part < PARTS; part += PARALLEL) {
      Call call = Call.put(OBJECT, bytes(part)).withQuery("partNumber=" + (part + 1) + "&" + query);
      etags.add(clients.get(first).send(call, BodySink.NOWHERE).header("etag"));
    }
    return etags;
  }

  private static ByteBuffer bytes(int part) {
    return Samples.of(part % PARALLEL * PART, PART);
  }

  @Override
  public void check() throws IOException {
    for (int part = 0; part < PARTS; part++) {
      long first = (long) part * PART;
      lead.compare(Call.range(OBJECT, first, first + PART - 1), bytes(part));
    }
  }

  @Override
  public void close() throws IOException {
    lead.close();
    for (Client client : clients) {
      client.close();
    }
  }
}
