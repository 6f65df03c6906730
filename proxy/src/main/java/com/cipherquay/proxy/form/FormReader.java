package com.cipherquay.proxy.form;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.cipherquay.proxy.s3.S3ErrorCode;
import com.cipherquay.proxy.s3.S3Exception;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads multipart/form-data (RFC 7578) up to the file in it. Nobody has been authenticated yet, so
 * size and time are bounded.
 */
public final class FormReader {

  /** AWS, "HTML forms": form data and boundaries, without the file, have at most 20 KB. */
  static final int MOST_BEFORE_FILE = 20 << 10;

  private static final String TYPE = "multipart/form-data";
  private static final String FILE = "file";
  private static final int LONGEST_BOUNDARY = 70;
  private static final Charset OF_PAGES = Charset.forName("windows-1252");
  private static final Set<String> IDENTITY = Set.of("7bit", "8bit", "binary");

  private final Multipart parts;
  private final List<Map.Entry<String, String>> fields = new ArrayList<>();

  private FormReader(Multipart parts) {
    this.parts = parts;
  }

  /** Whether a Content-Type is that of a form with a file. */
  public static boolean isForm(String contentType) {
    int end = contentType.indexOf(';');
    return (end < 0 ? contentType : contentType.substring(0, end)).strip().equalsIgnoreCase(TYPE);
  }

  /**
   * Reads the fields.
   *
   * @param length of the body
   * @param patience how long reading the fields may take
   * @throws S3Exception {@code MalformedPOSTRequest}, {@code MaxPostPreDataLengthExceededError},
   *     {@code IncorrectNumberOfFilesInPostRequest}
   */
  public static PostedForm read(
      InputStream body, String contentType, long length, Duration patience) throws IOException {
    String boundary =
        HeaderParameters.parse(contentType)
            .parameter("boundary")
            .filter(FormReader::canBeBoundary)
            .orElseThrow(HeaderParameters::malformed);
    HurriedStream source = new HurriedStream(body, patience);
    FormReader reader = new FormReader(new Multipart(source, boundary));
    FormFields fields = reader.fieldsUpToFile();
    source.relax();
    long tail = "\r\n--%s--\r\n".formatted(boundary).length();
    long likelySize = Math.max(0, length - reader.parts.consumed() - tail);
    return new PostedForm(fields, new PostedFile(reader.parts), likelySize);
  }

  private static boolean canBeBoundary(String text) {
    return !text.isEmpty()
        && text.length() <= LONGEST_BOUNDARY
        && text.chars().allMatch(c -> c >= ' ' && c < 0x7f);
  }

  private FormFields fieldsUpToFile() throws IOException {
    parts.skipPreamble(MOST_BEFORE_FILE);
    while (parts.next(left())) {
      HeaderParameters disposition = disposition();
      String name = disposition.parameter("name").orElseThrow(HeaderParameters::malformed);
      if (name.equalsIgnoreCase(FILE)) {
        left();
        String fileName = baseName(disposition.parameter("filename").orElse(""));
        return new FormFields(fields, fileName);
      }
      fields.add(Map.entry(name, text(parts.content(left()))));
      left();
    }
    throw new S3Exception(S3ErrorCode.INCORRECT_NUMBER_OF_FILES)
        .with("ArgumentName", FILE)
        .with("ArgumentValue", "0");
  }

  /** How many bytes may still come before the file. */
  private int left() {
    Multipart.requireAtMost(parts.consumed(), MOST_BEFORE_FILE);
    return (int) (MOST_BEFORE_FILE - parts.consumed());
  }

  /** The Content-Disposition of a part, after reading all of its head. */
  private HeaderParameters disposition() throws IOException {
    Optional<HeaderParameters> disposition = Optional.empty();
    for (String line = text(parts.line(left())); !line.isEmpty(); line = text(parts.line(left()))) {
      int colon = line.indexOf(':');
      String name = (colon < 0 ? "" : line.substring(0, colon)).toLowerCase(Locale.ROOT);
      String value = line.substring(colon + 1).strip();
      if (name.equals("content-disposition") && disposition.isEmpty()) {
        disposition = Optional.of(HeaderParameters.parse(value));
      } else if (name.isBlank() || name.equals("content-disposition")) {
        throw HeaderParameters.malformed();
      } else if (name.equals("content-transfer-encoding")
          && !IDENTITY.contains(value.toLowerCase(Locale.ROOT))) {
        // RFC 7578 section 4.7: nobody sends it, and content must not be stored encoded.
        throw HeaderParameters.malformed();
      }
    }
    return disposition
        .filter(found -> found.value().equals("form-data"))
        .orElseThrow(HeaderParameters::malformed);
  }

  /** AWS, "HTML form fields": only what follows the last slash or backslash. */
  private static String baseName(String path) {
    return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  }

  /**
   * Browsers submit in the encoding of the page, which is windows-1252 for a page that names none
   * (HTML Living Standard, "Determining the character encoding"). Such text is hardly ever UTF-8.
   */
  private static String text(byte[] bytes) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notUtf8) {
      return new String(bytes, OF_PAGES);
    }
  }
}
