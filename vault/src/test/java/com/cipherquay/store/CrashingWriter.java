package com.cipherquay.store;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A process that writes until it is killed. It is told the next step of every slot on its standard
 * input, and says on its standard output what it begins and what was acknowledged.
 */
final class CrashingWriter {

  static final int BEGUN = 1;
  static final int ACKNOWLEDGED = 2;

  /** Plus its number: a part was acknowledged. */
  static final int PART = 2;

  static final String BUCKET = "bucket";

  private static final int THREADS = 4;

  private final ObjectStore objects;
  private final DataOutputStream report;

  private CrashingWriter(ObjectStore objects, DataOutputStream report) {
    this.objects = objects;
    this.report = report;
  }

  public static void main(String[] arguments) throws Exception {
    DataInputStream in = new DataInputStream(System.in);
    int[] next = new int[CrashValue.SLOTS];
    for (int slot = 0; slot < next.length; slot++) {
      next[slot] = in.readInt();
    }
    try (LocalStore store = LocalStore.open(Path.of(arguments[0]))) {
      DataOutputStream report = new DataOutputStream(new FileOutputStream(FileDescriptor.out));
      CrashingWriter writer = new CrashingWriter(store.open(BUCKET), report);
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int first = i;
        Thread thread = new Thread(() -> writer.run(first, next));
        thread.start();
        threads.add(thread);
      }
      for (Thread thread : threads) {
        thread.join();
      }
    }
  }

  private void run(int first, int[] next) {
    try {
      for (int slot = first; true; slot = (slot + THREADS) % CrashValue.SLOTS) {
        CrashValue value = new CrashValue(slot, next[slot]++);
        say(BEGUN, value);
        apply(value);
        say(ACKNOWLEDGED, value);
      }
    } catch (IOException e) {
      // Only a kill ends this process in order; the parent sees any other exit.
      Runtime.getRuntime().halt(3);
    }
  }

  private void apply(CrashValue value) throws IOException {
    StoredName name = CrashValue.name(value.slot());
    switch (value.action()) {
      case DELETE -> objects.delete(name);
      case WRITE -> {
        StoredBody body = StoreUnderTest.body(value.body());
        objects.write(name, body, value.metadata(), WriteCondition.NONE);
      }
      case COPY -> {
        StoredHead head = objects.head(name);
        StoredSource source = new StoredSource(BUCKET, name, head.etag(), head.size());
        objects.copy(source, name, value.metadata(), WriteCondition.NONE);
      }
      case UPLOAD, ABORT -> upload(name, value);
    }
  }

  private void upload(StoredName name, CrashValue value) throws IOException {
    UploadStore uploads = objects.uploads();
    StoredUpload upload = new StoredUpload(name, uploads.create(name, value.metadata()));
    List<StoredPart> parts = new ArrayList<>();
    for (int number = 1; number <= CrashValue.PARTS; number++) {
      StoredBody body = StoreUnderTest.body(value.part(number));
      parts.add(new StoredPart(number, uploads.writePart(upload, number, body)));
      say(PART + number, value);
    }
    if (value.action() == CrashValue.Action.ABORT) {
      uploads.abort(upload);
    } else {
      uploads.complete(upload, parts, WriteCondition.NONE);
    }
  }

  private synchronized void say(int what, CrashValue value) throws IOException {
    // One write each: a kill may come between two records, and not within one.
    byte[] line = {(byte) what, (byte) value.slot(), 0, 0, 0, 0};
    for (int i = 0; i < 4; i++) {
      line[2 + i] = (byte) (value.step() >> (24 - 8 * i));
    }
    report.write(line);
    report.flush();
  }
}
