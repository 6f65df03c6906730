package com.cipherquay.proxy.form;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.proxy.s3.S3Exception;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a form's body says, and what is no form. */
final class FormReaderTest {

  private static final byte[] CONTENT = "content".getBytes(UTF_8);

  @Test
  void fieldsAndFile() throws IOException {
    byte[] body =
        new FormText()
            .field("key", "a/${filename}")
            .field("X-Amz-Meta-Ü", "two\r\nlines ü")
            .field("empty", "")
            .file("b ü.txt", CONTENT)
            .field("submit", "Upload")
            .end();
    PostedForm form = FormText.read(body);
    assertEquals(
        List.of(
            Map.entry("key", "a/b ü.txt"),
            Map.entry("x-amz-meta-ü", "two\r\nlines ü"),
            Map.entry("empty", "")),
        form.fields().entries());
    assertArrayEquals(CONTENT, form.file().readAllBytes());
    assertEquals(Optional.empty(), form.fields().value("submit"));
  }

  @Test
  void theLikelySizeIsTheSizeIfTheFileIsLast() throws IOException {
    assertEquals(
        CONTENT.length,
        FormText.read(new FormText().field("key", "k").file("f", CONTENT).end()).likelySize());
  }

  /** Whatever the content is and however it arrives, it ends where the delimiter begins. */
  @Property(tries = 200)
  void anyContentInAnySteps(
      @ForAll long seed,
      @ForAll @IntRange(max = 200_000) int size,
      @ForAll @IntRange(min = 1, max = 70_000) int step)
      throws IOException {
    byte[] content = almostDelimiters(new Random(seed), size);
    byte[] body = new FormText().field("key", "k").file("f", content).end();
    assertArrayEquals(content, FormText.trickle(body, step).file().readAllBytes());
  }

  /** Random bytes with beginnings of the delimiter in between. */
  private static byte[] almostDelimiters(Random random, int size) {
    byte[] content = new byte[size];
    random.nextBytes(content);
    byte[] delimiter = ("\r\n--" + FormText.BOUNDARY).getBytes(UTF_8);
    for (int at = 0; at + delimiter.length < size; at += 1 + random.nextInt(200)) {
      int length = 1 + random.nextInt(delimiter.length - 1);
      System.arraycopy(delimiter, 0, content, at, length);
      content[at + length] = 0;
    }
    return content;
  }

  @Test
  void namesOfFieldsAreNotCaseSensitiveAndValuesAdd() throws IOException {
    byte[] body =
        new FormText()
            .field("X-Amz-Meta-A", "1")
            .field("x-amz-meta-a", "2")
            .part("Form-Data; filename=x; NAME=File", CONTENT)
            .end();
    PostedForm form = FormText.read(body);
    assertEquals(Optional.of("1,2"), form.fields().value("x-AMZ-meta-a"));
    assertEquals("X-Amz-Meta-A", form.fields().spelling("x-amz-meta-a"));
  }

  @ParameterizedTest
  @CsvSource({
    "'filename=\"C:\\Program Files\\a b.txt\"', a b.txt",
    "'filename=\"/home/me/a.txt\"', a.txt",
    "'filename=\"..\"', ..",
    "'filename=\"a\\\"b\\\\\"', ''",
    "'filename=\"a\\\"b;c\"', 'a\"b;c'",
    "'filename=\"\"', ''",
    "filename=bare.txt, bare.txt",
    "'filename=\"a.txt\"; filename*=UTF-8''''other.txt', a.txt",
    "x=y, ''"
  })
  void theNameOfTheFile(String parameter, String name) throws IOException {
    byte[] body =
        new FormText()
            .field("key", "<${filename}>")
            .field("policy", "${filename}")
            .part("form-data; name=\"file\"; " + parameter, CONTENT)
            .end();
    FormFields fields = FormText.read(body).fields();
    assertEquals(Optional.of("<" + name + ">"), fields.value("key"));
    assertEquals(Optional.of("${filename}"), fields.value("policy"));
  }

  @Test
  void framingThatIsUnusualAndRight() throws IOException {
    byte[] preamble =
        new FormText()
            .raw("To be ignored\r\n--no boundary\r\n\r\n")
            .raw("--" + FormText.BOUNDARY + " \t \r\ncontent-disposition:form-data;name=key\r\n")
            .raw("X-Other: 1\r\nContent-Transfer-Encoding: binary\r\n\r\nk\r\n")
            .file("f", CONTENT)
            .raw("--" + FormText.BOUNDARY + "-- and an epilogue \r\n--x")
            .bytes();
    PostedForm form = FormText.read(preamble);
    assertEquals(Optional.of("k"), form.fields().value("key"));
    assertArrayEquals(CONTENT, form.file().readAllBytes());
    byte[] quoted = new FormText().field("key", "k").file("f", CONTENT).end();
    String type = "Multipart/Form-Data ; charset=UTF-8; Boundary=\"" + FormText.BOUNDARY + "\"";
    assertTrue(FormReader.isForm(type));
    assertArrayEquals(CONTENT, read(quoted, type).file().readAllBytes());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=\"\"",
        "multipart/form-data; boundary=\"x",
        "multipart/form-data; boundary=ü",
        "multipart/form-data; boundary=x; boundary=x",
        "multipart/form-data; boundary=other"
      })
  void boundariesThatAreNone(String type) {
    byte[] body = new FormText().field("key", "k").file("f", CONTENT).end();
    assertEquals(S3ErrorCode.MALFORMED_POST_REQUEST, fault(() -> read(body, type)));
    assertEquals(
        S3ErrorCode.MALFORMED_POST_REQUEST,
        fault(() -> read(body, "multipart/form-data; boundary=" + "b".repeat(71))));
  }

  @Test
  void otherTypes() {
    assertFalse(FormReader.isForm("application/x-www-form-urlencoded"));
    assertFalse(FormReader.isForm("multipart/form-data2"));
    assertFalse(FormReader.isForm("multipart/mixed; boundary=x"));
    assertFalse(FormReader.isForm(""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Disposition: attachment; name=\"key\"\r\n\r\nk",
        "Content-Disposition: form-data\r\n\r\nk",
        "Content-Disposition: form-data; name=\"key\r\n\r\nk",
        "Content-Disposition: form-data; name=\"key\" x\r\n\r\nk",
        "Content-Disposition: form-data; name=a; name=b\r\n\r\nk",
        "Content-Disposition: form-data; name=a\r\nContent-Disposition: form-data; name=b\r\n\r\nk",
        "Content-Disposition: form-data; name=a\r\nContent-Transfer-Encoding: base64\r\n\r\nk",
        "Content-Disposition: form-data; name=a\n\nk",
        "Content-Disposition form-data; name=a\r\n\r\nk",
        ": form-data; name=a\r\n\r\nk",
        "\r\nk"
      })
  void partsThatAreNone(String part) {
    byte[] body =
        new FormText()
            .raw("--" + FormText.BOUNDARY + "\r\n" + part + "\r\n")
            .file("f", CONTENT)
            .end();
    assertEquals(S3ErrorCode.MALFORMED_POST_REQUEST, fault(() -> FormText.read(body)));
  }

  /** What a page sends that names no encoding: Chromium, with a file called "page ä.txt". */
  @Test
  void whatIsNotUtf8IsOfAPageWithoutAnEncoding() throws IOException {
    byte[] utf8 =
        new FormText().field("key", "\u00fc/${filename}").file("page \u00e4.txt", CONTENT).end();
    byte[] windows = new String(utf8, UTF_8).getBytes(Charset.forName("windows-1252"));
    PostedForm form = FormText.read(windows);
    assertEquals(Optional.of("\u00fc/page \u00e4.txt"), form.fields().value("key"));
  }

  /** A line that begins with the boundary is no content: two readers could disagree about it. */
  @Test
  void boundariesInsideTheFile() throws IOException {
    byte[] harmless = ("--" + FormText.BOUNDARY + "\r\n-" + FormText.BOUNDARY).getBytes(UTF_8);
    byte[] body = new FormText().field("key", "k").file("f", harmless).end();
    // RFC 2046: the line end before the first line of a part belongs to the head of the part.
    assertArrayEquals(harmless, FormText.read(body).file().readAllBytes());
    byte[] inside = ("a\r\n--" + FormText.BOUNDARY + "X\r\nb").getBytes(UTF_8);
    byte[] disputed = new FormText().field("key", "k").file("f", inside).end();
    assertEquals(
        S3ErrorCode.MALFORMED_POST_REQUEST,
        fault(() -> FormText.read(disputed).file().readAllBytes()));
  }

  @Test
  void everyCutIsAFault() throws IOException {
    byte[] body = new FormText().field("key", "k").file("f", CONTENT).field("submit", "s").end();
    int afterFile = body.length - new FormText().field("submit", "s").end().length;
    for (int length = 0; length < afterFile + FormText.BOUNDARY.length() + 4; length++) {
      byte[] cut = Arrays.copyOf(body, length);
      assertEquals(
          S3ErrorCode.MALFORMED_POST_REQUEST,
          fault(() -> FormText.read(cut).file().readAllBytes()),
          "cut at " + length);
    }
    assertArrayEquals(CONTENT, FormText.read(body).file().readAllBytes());
  }

  @Test
  void whatComesBeforeTheFileIsBounded() throws IOException {
    byte[] empty = new FormText().field("a", "").part("form-data; name=file", CONTENT).end();
    int rest = empty.length - "\r\n--".length() - FormText.BOUNDARY.length() - 4 - CONTENT.length;
    int most = FormReader.MOST_BEFORE_FILE - rest;
    byte[] full = sized(most);
    assertArrayEquals(CONTENT, FormText.read(full).file().readAllBytes());
    byte[] over = sized(most + 1);
    assertEquals(S3ErrorCode.MAX_POST_PRE_DATA_LENGTH_EXCEEDED, fault(() -> FormText.read(over)));
    for (String text :
        List.of("x".repeat(30_000), "--" + FormText.BOUNDARY + "\r\n" + "x".repeat(30_000))) {
      byte[] endless = text.getBytes(UTF_8);
      assertEquals(
          S3ErrorCode.MAX_POST_PRE_DATA_LENGTH_EXCEEDED, fault(() -> FormText.read(endless)));
    }
    FormText many = new FormText();
    for (int i = 0; i < 400; i++) {
      many.field("" + i, "");
    }
    assertEquals(
        S3ErrorCode.MAX_POST_PRE_DATA_LENGTH_EXCEEDED, fault(() -> FormText.read(many.bytes())));
  }

  private static byte[] sized(int size) {
    return new FormText().field("a", "x".repeat(size)).part("form-data; name=file", CONTENT).end();
  }

  @Test
  void aFormWithoutAFile() {
    byte[] body = new FormText().field("key", "k").end();
    assertEquals(S3ErrorCode.INCORRECT_NUMBER_OF_FILES, fault(() -> FormText.read(body)));
  }

  @Test
  void strangersAreNotWaitedForLong() {
    byte[] body = new FormText().field("key", "k").file("f", CONTENT).end();
    assertThrows(
        InterruptedIOException.class,
        () ->
            FormReader.read(
                new ByteArrayInputStream(body), FormText.TYPE, body.length, Duration.ofNanos(-1)));
  }

  private static PostedForm read(byte[] body, String type) throws IOException {
    return FormReader.read(
        new ByteArrayInputStream(body), type, body.length, Duration.ofSeconds(30));
  }

  private static S3ErrorCode fault(org.junit.jupiter.api.function.Executable reading) {
    return assertThrows(S3Exception.class, reading).code();
  }
}
