package com.cipherquay.proxy.sigv4;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.cipherquay.fuzz.Claim;
import com.cipherquay.fuzz.DribblingStream;
import com.cipherquay.fuzz.Input;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The aws-chunked framing. 0 to 2: as it comes, in each of its modes, after a line with the decoded
 * length. 3 to 5: every line becomes a chunk that is signed here, and the last of them the trailer.
 */
public final class ChunkedTarget {

  private static final List<PayloadMode> MODES =
      List.of(
          PayloadMode.CHUNKED_SIGNED,
          PayloadMode.CHUNKED_SIGNED_TRAILER,
          PayloadMode.CHUNKED_UNSIGNED_TRAILER);
  private static final String LENGTH = "[0-9]{1,6}";

  private ChunkedTarget() {}

  public static void run(byte[] input) throws Exception {
    Input in = new Input(input);
    int choice = in.choice(6);
    PayloadMode mode = MODES.get(choice % 3);
    byte[] content;
    long length;
    if (choice < 3) {
      String declared = in.line();
      length = declared.matches(LENGTH) ? Long.parseLong(declared) : 0;
      content = in.rest();
    } else {
      byte[] lines = in.rest();
      length = lines.length;
      content = framed(mode, lines);
    }
    Result whole = read(mode, length, new ByteArrayInputStream(content));
    Result pieces = read(mode, length, new DribblingStream(content));
    Claim.same(whole.fault(), pieces.fault());
    Claim.same(whole.body(), pieces.body());
    if (whole.fault().isEmpty()) {
      Claim.same(length, (long) whole.body().length());
    }
    Claim.that(whole.body().length() <= length, "more than was declared");
    Claim.that(choice < 3 || whole.fault().isEmpty(), "refused: " + whole.fault());
  }

  private record Result(String body, Optional<SignatureFault> fault) {}

  private static Result read(PayloadMode mode, long length, InputStream source) throws IOException {
    Optional<BodyChecksum> trailer =
        mode.hasTrailer() ? Optional.of(BodyChecksum.CRC32) : Optional.empty();
    BodyClaims claims = new BodyClaims(length, true, Optional.empty(), trailer, Optional.empty());
    VerifiedBody body = VerifiedBody.open(source, mode, claims, "", signer());
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    try {
      byte[] buffer = new byte[8192];
      for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
        read.write(buffer, 0, count);
      }
      return new Result(read.toString(ISO_8859_1), Optional.empty());
    } catch (BodyException e) {
      Claim.same(Optional.of(e), body.fault());
      return new Result(read.toString(ISO_8859_1), Optional.of(e.fault()));
    }
  }

  private static ChunkSigner signer() {
    CredentialScope scope = new CredentialScope("20260304", "us-east-1", CredentialScope.S3);
    return new ChunkSigner(new byte[32], "20260304T050607Z", scope, "0".repeat(64));
  }

  private static byte[] framed(PayloadMode mode, byte[] lines) {
    ChunkSigner signer = signer();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int start = 0;
    while (start < lines.length) {
      int end = start;
      while (end < lines.length && lines[end] != '\n') {
        end++;
      }
      end = Math.min(lines.length, end + 1);
      byte[] chunk = Arrays.copyOfRange(lines, start, end);
      header(out, mode, signer, chunk);
      out.writeBytes(chunk);
      write(out, "\r\n");
      start = end;
    }
    header(out, mode, signer, new byte[0]);
    trailer(out, mode, signer, lines);
    return out.toByteArray();
  }

  private static void header(
      ByteArrayOutputStream out, PayloadMode mode, ChunkSigner signer, byte[] chunk) {
    String signature = signer.nextChunk(PayloadHash.of(chunk));
    String extension = mode.areChunksSigned() ? ";chunk-signature=" + signature : "";
    write(out, Integer.toHexString(chunk.length) + extension + "\r\n");
  }

  private static void trailer(
      ByteArrayOutputStream out, PayloadMode mode, ChunkSigner signer, byte[] body) {
    if (mode.hasTrailer()) {
      RunningDigest digest = BodyChecksum.CRC32.start();
      digest.update(body, 0, body.length);
      String value = Base64.getEncoder().encodeToString(digest.value());
      String line = "x-amz-checksum-crc32:" + value + "\n";
      write(out, line);
      if (mode.areChunksSigned()) {
        String signature = signer.trailer(PayloadHash.of(line.getBytes(ISO_8859_1)));
        write(out, "x-amz-trailer-signature:" + signature + "\r\n");
      }
    }
    write(out, "\r\n");
  }

  private static void write(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(ISO_8859_1));
  }
}
