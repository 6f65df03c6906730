package com.cipherquay.tests.fault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.cipherquay.tests.RawConnection;
import com.cipherquay.tests.RawResponse;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One connection of a proxy to a {@link FaultyUpstream}, request after request. */
final class FaultyConversation {

  private static final Pattern LENGTH = Pattern.compile("(?im)^content-length: *(\\d+)");

  private final Socket socket;
  private final InputStream in;
  private final FaultyUpstream relay;

  FaultyConversation(Socket socket, FaultyUpstream relay) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
    this.relay = relay;
    socket.setTcpNoDelay(true);
  }

  /** Until either side ends it. */
  void run() throws IOException {
    boolean goesOn = true;
    while (goesOn) {
      Optional<String> head = head();
      goesOn = head.isPresent() && answer(head.get());
    }
  }

  /** Empty at the end of the connection. */
  private Optional<String> head() throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream(1024);
    int last = 0;
    while (last != 0x0d0a0d0a) {
      int next = in.read();
      if (next < 0) {
        return Optional.empty();
      }
      head.write(next);
      last = last << 8 | next;
    }
    return Optional.of(head.toString(ISO_8859_1));
  }

  private boolean answer(String head) throws IOException {
    Optional<Fault> fault = relay.next();
    if (fault.isEmpty()) {
      send(bytes(head, relay(head, body(head))));
      return true;
    }
    switch (fault.get()) {
      case RESET_AT_HEAD -> reset(socket);
      case RESET_IN_BODY -> {
        relayHalf(head, halfBody(head));
        reset(socket);
      }
      case STALL_AT_HEAD -> stall();
      case STALL_IN_BODY -> {
        relayHalf(head, halfBody(head));
        relay.awaitEnd();
      }
      case SLOW_DOWN -> refuse(head, "503 Slow Down", "SlowDown", "");
      case SLOW_DOWN_WITH_RETRY_AFTER ->
          refuse(head, "503 Slow Down", "SlowDown", "Retry-After: 1\r\n");
      case ERROR -> refuse(head, "500 Internal Server Error", "InternalError", "");
      case ERROR_FOR_ANSWER, RESET_FOR_ANSWER, STALL_FOR_ANSWER, HALF_ANSWER, STALL_IN_ANSWER ->
          spoil(fault.get(), head, bytes(head, relay(head, body(head))));
    }
    return fault.get().equals(Fault.SLOW_DOWN) || fault.get().equals(Fault.ERROR);
  }

  /** What becomes of an answer to something that was done. */
  private void spoil(Fault fault, String head, byte[] answer) throws IOException {
    if (fault == Fault.ERROR_FOR_ANSWER) {
      say(head, "500 Internal Server Error", "InternalError", "");
    } else if (fault == Fault.STALL_FOR_ANSWER) {
      stall();
    } else if (fault == Fault.HALF_ANSWER) {
      send(Arrays.copyOf(answer, answer.length / 2));
    } else if (fault == Fault.STALL_IN_ANSWER) {
      send(Arrays.copyOf(answer, answer.length / 2));
      stall();
    }
    // A reset after half an answer would take that half away again.
    if (fault == Fault.RESET_FOR_ANSWER) {
      reset(socket);
    }
  }

  private void refuse(String head, String status, String code, String field) throws IOException {
    var unused = body(head);
    say(head, status, code, field);
  }

  private void say(String head, String status, String code, String field) throws IOException {
    String document =
        "<?xml version=\"1.0\"?><Error><Code>" + code + "</Code><Message>no</Message></Error>";
    String answer = "HTTP/1.1 " + status + "\r\n" + field + "Content-Length: " + document.length();
    send((answer + "\r\n\r\n" + (isHead(head) ? "" : document)).getBytes(ISO_8859_1));
  }

  private byte[] body(String head) throws IOException {
    byte[] body = in.readNBytes(length(head));
    if (body.length < length(head)) {
      throw new EOFException("the proxy broke off its request");
    }
    return body;
  }

  private byte[] halfBody(String head) throws IOException {
    return in.readNBytes(length(head) / 2);
  }

  private static int length(String head) {
    Matcher matcher = LENGTH.matcher(head);
    return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
  }

  private RawResponse relay(String head, byte[] body) throws IOException {
    try (RawConnection store = RawConnection.open(relay.upstream().uri())) {
      store.send(head.getBytes(ISO_8859_1));
      store.send(body);
      return store.receive(isHead(head));
    }
  }

  /** Half of a request without a body would be the whole of it. */
  private void relayHalf(String head, byte[] half) throws IOException {
    if (half.length == 0) {
      return;
    }
    try (RawConnection store = RawConnection.open(relay.upstream().uri())) {
      store.send(head.getBytes(ISO_8859_1));
      store.send(half);
    }
  }

  private static boolean isHead(String head) {
    return head.startsWith("HEAD ");
  }

  /** An answer as it goes over the wire, its body in one piece. */
  private static byte[] bytes(String request, RawResponse answer) {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + answer.status() + " of the store\r\n");
    for (Map.Entry<String, String> field : answer.headers()) {
      boolean framing = field.getKey().matches("transfer-encoding|connection|content-length");
      boolean length = field.getKey().equals("content-length") && isHead(request);
      if (!framing || length) {
        head.append(field.getKey()).append(": ").append(field.getValue()).append("\r\n");
      }
    }
    if (!isHead(request) && answer.status() != 204) {
      head.append("content-length: ").append(answer.body().length).append("\r\n");
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(head.append("\r\n").toString().getBytes(ISO_8859_1));
    all.writeBytes(answer.body());
    return all.toByteArray();
  }

  private void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  /** Says nothing more until the proxy has given up; takes what it still sends. */
  private void stall() throws IOException {
    int read;
    do {
      read = in.read();
    } while (read >= 0);
  }

  /** Breaks a connection off as a crash does. */
  static void reset(Socket socket) throws IOException {
    if (!socket.isClosed()) {
      socket.setSoLinger(true, 0);
    }
    socket.close();
  }
}
