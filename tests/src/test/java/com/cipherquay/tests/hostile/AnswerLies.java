package com.cipherquay.tests.hostile;

import static com.cipherquay.tests.hostile.Answers.TAUNT;
import static java.nio.charset.StandardCharsets.US_ASCII;

import com.cipherquay.tests.hostile.Delivery.Ending;
import com.cipherquay.tests.hostile.StoreRequest.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;

/** Answers to any request that S3 would not give, with words of the store's own. */
final class AnswerLies {

  private static final Set<Kind> ANY = EnumSet.allOf(Kind.class);
  private static final Set<Kind> DOCUMENTS =
      EnumSet.of(
          Kind.LIST,
          Kind.LIST_PARTS,
          Kind.LIST_UPLOADS,
          Kind.COPY_OBJECT,
          Kind.COPY_PART,
          Kind.CREATE_UPLOAD,
          Kind.COMPLETE_UPLOAD,
          Kind.DELETE_OBJECTS,
          Kind.TAGS);
  private static final byte[] BOMB = compressed(new byte[1 << 20], 256);
  private static final int BLOCK = 64 << 10;

  /** One in so many times that it is chosen; it costs seconds. */
  private static final int SELDOM = 60;

  private AnswerLies() {}

  static List<Lie> all() {
    List<Lie> all = new ArrayList<>();
    for (int status : new int[] {301, 302, 303, 307, 308}) {
      all.add(
          instead("a redirect with " + status, status, occasion -> elsewhere(occasion, status)));
    }
    for (String code : List.of("AccessDenied", "NoSuchKey", "SlowDown", TAUNT, "NoSuchBucket")) {
      all.add(refusal(code));
    }
    all.add(instead("an error that names a file", 400, occasion -> external()));
    all.add(instead("an error in HTML", 500, occasion -> StoreReply.xml(500, html())));
    all.add(instead("an error without a body", 503, occasion -> StoreReply.empty(503)));
    all.add(instead("an endless error", 500, occasion -> endless(StoreReply.xml(500, "<Error>"))));
    all.add(truth("fields of its own", AnswerLies::decorated));
    all.add(truth("a field of 200 kB", reply -> reply.with("x-amz-id-2", "x".repeat(200_000))));
    all.add(truth("a field of two lines", reply -> reply.with("x-a", "b\r\n " + TAUNT)));
    all.add(truth("a page in place of it", reply -> reply.with("Content-Type", "text/html")));
    all.add(truth("a bomb", AnswerLies::bomb));
    all.add(truth("another status", reply -> reply.withStatus(299)));
    all.add(truth("no content", reply -> StoreReply.empty(204)));
    all.add(truth("not modified", reply -> StoreReply.empty(304)));
    all.add(truth("two lengths", reply -> closing(reply.with("content-length", "5, 6"))));
    all.add(truth("chunks that are none", AnswerLies::chunked));
    all.add(truth("no answer", reply -> reply.with(Delivery.cut(0, Ending.NOTHING))));
    all.add(
        Lie.of(
            "silence",
            ANY,
            occasion ->
                // Only where a body is missing then: else it is the next request that hears
                // nothing.
                !occasion.request().method().equals("GET") || occasion.random().nextInt(SELDOM) > 0
                    ? Optional.empty()
                    : Optional.of(occasion.honest().with(Delivery.cut(10, Ending.STALL)))));
    all.addAll(documents());
    return all;
  }

  private static Lie instead(String name, int status, Function<Occasion, StoreReply> answer) {
    return Lie.of(name, ANY, occasion -> Optional.of(answer.apply(occasion).withStatus(status)));
  }

  /** What was asked for is done; the answer is another. */
  private static Lie truth(String name, UnaryOperator<StoreReply> change) {
    return Lie.of(name, ANY, occasion -> Optional.of(change.apply(occasion.honest())));
  }

  private static Lie refusal(String code) {
    int status = code.equals("SlowDown") ? 503 : code.startsWith("No") ? 404 : 403;
    return instead(
        "a refusal with " + code,
        status,
        occasion -> decorated(StoreReply.xml(status, error(code, "<b>" + TAUNT + "</b>"))));
  }

  private static StoreReply elsewhere(Occasion occasion, int status) {
    String where = Trap.shared().address() + "/" + TAUNT + occasion.request().name();
    return StoreReply.xml(status, error("TemporaryRedirect", where)).with("Location", where);
  }

  static String error(String code, String message) {
    return StoreXml.document(
        "Error",
        StoreXml.element("Code", code)
            + StoreXml.element("Message", message)
            + StoreXml.element("Endpoint", Trap.shared().address())
            + StoreXml.element("Condition", TAUNT)
            + StoreXml.element("Resource", TAUNT));
  }

  private static StoreReply external() {
    String type = "<!DOCTYPE Error [<!ENTITY x SYSTEM \"" + Trap.shared().address() + "\">]>";
    return StoreReply.xml(400, type + "<Error><Code>&x;</Code><Message>&x;</Message></Error>");
  }

  private static String html() {
    return "<html><script>alert('" + TAUNT + "')</script></html>";
  }

  private static StoreReply decorated(StoreReply reply) {
    return reply
        .with("Server", TAUNT)
        .with("Set-Cookie", TAUNT + "=1")
        .with("x-amz-meta-added", TAUNT)
        .with("x-amz-request-id", TAUNT)
        .with("x-amz-expiration", TAUNT)
        .with("x-amz-website-redirect-location", Trap.shared().address() + TAUNT)
        .with("Access-Control-Allow-Origin", TAUNT)
        .with("Cache-Control", TAUNT)
        .with("Content-Disposition", TAUNT);
  }

  private static StoreReply closing(StoreReply reply) {
    return reply.with(Delivery.cut(reply.body().length, Ending.CLOSE));
  }

  private static StoreReply chunked(StoreReply reply) {
    return closing(reply.with("Transfer-Encoding", "chunked"));
  }

  /** A quarter of a gigabyte, if somebody takes it. */
  private static StoreReply endless(StoreReply reply) {
    byte[] block = (reply.text() + "<a>" + " ".repeat(BLOCK) + "</a>").getBytes(US_ASCII);
    return reply.withBody(block).with(Delivery.repeated(4096));
  }

  /** What was to be sent, compressed, and behind it what becomes large. */
  private static StoreReply bomb(StoreReply reply) {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    bomb.writeBytes(compressed(reply.body(), 1));
    bomb.writeBytes(BOMB);
    return reply.with("Content-Encoding", "gzip").withBody(bomb.toByteArray());
  }

  private static byte[] compressed(byte[] bytes, int times) {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
      for (int i = 0; i < times; i++) {
        out.write(bytes);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return compressed.toByteArray();
  }

  private static List<Lie> documents() {
    return List.of(
        document("an error in a success", r -> r.withText(error("InternalError", TAUNT))),
        document("another document", r -> r.withText("<Nothing/>")),
        document("half a document", r -> r.withText(r.text().substring(0, r.text().length() / 2))),
        document("no document", r -> r.withBody(new byte[0])),
        document("an endless document", AnswerLies::endless),
        document("a deep document", r -> r.withText("<ListBucketResult>" + "<a>".repeat(100_000))),
        document(
            "a document with entities",
            r ->
                r.withText(
                    r.text()
                        .replaceFirst("\\?>", "?><!DOCTYPE a [<!ENTITY e \"" + TAUNT + "\">]>")
                        .replaceFirst("</", "&e;</"))));
  }

  private static Lie document(String name, UnaryOperator<StoreReply> change) {
    return Lie.of(name, DOCUMENTS, occasion -> occasion.success().map(change));
  }
}
