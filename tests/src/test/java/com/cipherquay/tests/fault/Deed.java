package com.cipherquay.tests.fault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One {@link Act} on a key of its own, and what must be there before and after it. */
final class Deed {

  private final PlainS3 s3;
  private final Act act;
  private final KeyHistory key;
  private final Content content;
  private final Map<Integer, String> parts = new TreeMap<>();
  private String upload = "";

  private Deed(PlainS3 s3, Act act, String name, Content content) {
    this.s3 = s3;
    this.act = act;
    this.key = new KeyHistory(name + "/k");
    this.content = content;
  }

  /**
   * Brings about what the act takes.
   *
   * @param name a folder for it alone
   * @param content what it writes, if it writes
   */
  static Deed prepare(PlainS3 s3, Act act, String name, Content content) {
    Deed deed = new Deed(s3, act, name, content);
    switch (act) {
      case PUT, PUT_IF_ABSENT, PUT_CHUNKED, CREATE_UPLOAD -> {}
      case OVERWRITE, READ, HEAD, LIST, DELETE, DELETE_MANY -> deed.putBefore();
      case COPY -> s3.put(deed.source(), content);
      case PUT_PART, COMPLETE, ABORT -> {
        deed.putBefore();
        deed.upload = s3.createUpload(deed.key.key(), content);
        deed.parts.put(1, s3.putPart(deed.key.key(), deed.upload, 1, content.part(1)));
      }
    }
    return deed;
  }

  private void putBefore() {
    Content before = new Content(content.number() + 1, 70_000);
    key.begin(Optional.of(before));
    s3.put(key.key(), before);
    key.acknowledge();
  }

  private String source() {
    return key.key() + ".source";
  }

  /** Does it once. */
  void run() {
    String name = key.key();
    switch (act) {
      case PUT, OVERWRITE -> change(() -> s3.put(name, content));
      case PUT_IF_ABSENT -> change(() -> s3.putIfAbsent(name, content));
      case PUT_CHUNKED -> change(() -> s3.putChunked(name, content));
      case COPY -> change(() -> s3.copy(source(), name));
      case COMPLETE -> change(() -> s3.complete(name, upload, parts));
      case DELETE -> delete(() -> s3.delete(name));
      case DELETE_MANY -> delete(() -> s3.delete(List.of(name, name + ".none")));
      case READ -> assertArrayEquals(key.content().orElseThrow().bytes(), s3.read(name));
      case HEAD -> assertEquals(key.content().orElseThrow().size(), s3.size(name));
      case LIST -> assertEquals(1, s3.list(name).size());
      case CREATE_UPLOAD -> upload = s3.createUpload(name, content);
      case PUT_PART -> parts.put(1, s3.putPart(name, upload, 1, content.part(1)));
      case ABORT -> assertTrue(s3.abort(name, upload), "there is an upload to abort");
    }
  }

  private void change(Runnable write) {
    key.begin(Optional.of(content));
    write.run();
    key.acknowledge();
  }

  private void delete(Runnable write) {
    key.begin(Optional.empty());
    write.run();
    key.acknowledge();
  }

  /** Does once more what failed, as a client does; that it has happened is as good. */
  void repeat(boolean mayHaveHappened, String when) {
    try {
      if (act == Act.ABORT) {
        boolean there = s3.abort(key.key(), upload);
        assertTrue(there || mayHaveHappened, () -> "there is no upload any more" + when);
      } else {
        run();
      }
    } catch (RefusedException e) {
      if (act != Act.PUT_IF_ABSENT || !mayHaveHappened) {
        throw e;
      }
      assertEquals("412 PreconditionFailed", e.answer().outcome(), when);
    }
  }

  /** What is there is what was acknowledged or, after a failure, old or new. */
  void look(String when) {
    Optional<PlainS3.Found> found = s3.get(key.key());
    boolean unused = key.settle(found.map(PlainS3.Found::content), when);
    Map<String, String> listed = s3.list(key.key());
    listed.remove(source());
    Map<String, String> expected = new TreeMap<>();
    found.ifPresent(it -> expected.put(key.key(), PlainS3.line(it)));
    assertEquals(expected, listed, when);
  }

  /** After success: nothing more than was asked for. */
  void lookForSurplus(int unknownUploads, String when) {
    boolean going = act == Act.CREATE_UPLOAD || act == Act.PUT_PART;
    Map<String, String> uploads = s3.uploads(key.key());
    assertTrue(!going || uploads.containsKey(upload), when);
    int known = going ? 1 : 0;
    assertTrue(uploads.size() <= known + unknownUploads, () -> uploads + when);
    if (act == Act.PUT_PART) {
      assertEquals(parts, s3.parts(key.key(), upload), when);
    }
    if (going) {
      assertTrue(s3.abort(key.key(), upload), when);
    }
  }
}
