package com.cipherquay.proxy.upstream;

import com.cipherquay.proxy.s3.BodyPieces;
import com.cipherquay.store.StoredBody;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;
import org.apache.hc.core5.io.CloseMode;

/**
 * The body of a request as it is sent: piece by piece, each in a bounded time, until the store has
 * answered. Used once, by one thread.
 *
 * <p>With Content-Length the store commits as soon as it has the last piece.
 */
final class SentBody extends AbstractHttpEntity {

  private final StoredBody body;
  private final StoreConnection connection;
  private final Duration pieceTimeout;
  private boolean complete;
  private Optional<ClassicHttpResponse> answer = Optional.empty();
  private boolean broken;
  private Optional<IOException> failure = Optional.empty();

  SentBody(StoredBody body, StoreConnection connection, Duration pieceTimeout) {
    super((ContentType) null, null);
    this.body = body;
    this.connection = connection;
    this.pieceTimeout = pieceTimeout;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    // Who makes the body may take as long as he likes.
    connection.allowAll();
    try {
      complete = BodyPieces.send(body.stream(), body.length(), (last, piece) -> write(out, piece));
    } catch (IOException e) {
      if (!broken) {
        failure = Optional.of(e);
        connection.close(CloseMode.IMMEDIATE);
      }
      throw e;
    } catch (RuntimeException e) {
      connection.close(CloseMode.IMMEDIATE);
      throw e;
    } finally {
      // What is still held back is written next.
      connection.allow(pieceTimeout);
    }
  }

  private boolean write(OutputStream out, ByteBuffer piece) throws IOException {
    try {
      connection.allow(pieceTimeout);
      answer = early();
      if (answer.isPresent()) {
        return false;
      }
      connection.sending(true);
      out.write(piece.array(), piece.arrayOffset() + piece.position(), piece.remaining());
      connection.allowAll();
      return true;
    } catch (IOException e) {
      broken = true;
      throw e;
    } finally {
      connection.sending(false);
    }
  }

  /** What the store answers already; what is only interim is dropped. */
  private Optional<ClassicHttpResponse> early() throws IOException {
    try {
      while (connection.hasAnswer()) {
        ClassicHttpResponse response = connection.receiveResponseHeader();
        if (response.getCode() >= 200) {
          return Optional.of(response);
        }
      }
      return Optional.empty();
    } catch (HttpException | IllegalArgumentException e) {
      throw new IOException("the store answers something that is not HTTP", e);
    }
  }

  /** The head of an answer that came before the end of the body. */
  Optional<ClassicHttpResponse> answer() {
    return answer;
  }

  /** Whether the connection has taken all of it; else the store has answered before. */
  boolean isComplete() {
    return complete;
  }

  /** Whether that is what the maker of the body has thrown. */
  boolean hasFailed(IOException e) {
    return failure.isPresent() && failure.get() == e;
  }

  @Override
  public long getContentLength() {
    return body.length();
  }

  @Override
  public boolean isStreaming() {
    return true;
  }

  @Override
  public boolean isRepeatable() {
    return false;
  }

  @Override
  public InputStream getContent() {
    throw new UnsupportedOperationException("it is written, not read");
  }

  @Override
  public void close() {
    // The stream is its maker's.
  }
}
