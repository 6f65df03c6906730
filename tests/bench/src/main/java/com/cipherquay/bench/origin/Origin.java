package com.cipherquay.bench.origin;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.LongAdder;

/** The process: prints {@code ready PORT} and serves until it is killed. */
public final class Origin {

  private static final int BACKLOG = 1024;

  private Origin() {}

  public static void main(String[] arguments) throws IOException {
    Routes routes = Routes.over(new Store(), new LongAdder());
    try (ServerSocketChannel listener = ServerSocketChannel.open()) {
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
      System.out.println("ready " + listener.socket().getLocalPort());
      while (true) {
        SocketChannel channel = listener.accept();
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        Thread thread = new Thread(() -> serve(channel, routes), "connection");
        thread.setDaemon(true);
        thread.start();
      }
    }
  }

  private static void serve(SocketChannel channel, Routes routes) {
    try (Wire wire = new Wire(channel)) {
      Conversation conversation = new Conversation(wire, routes);
      while (conversation.next()) {
        Thread.onSpinWait();
      }
    } catch (IOException e) {
      // A contestant that is stopped leaves its connections behind like this.
      System.err.println("a connection ended: " + e);
    }
  }
}
