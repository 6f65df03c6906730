package com.cipherquay.bench.load;

import java.nio.ByteBuffer;

/**
 * Objects of one size, some for every client.
 *
 * @param each how many a client has; it takes them in turn
 */
record ObjectSet(String folder, int size, int clients, int each) {

  String name(int client, int number) {
    return folder + "/client-" + client + "/object-" + number;
  }

  ByteBuffer body() {
    return Samples.of(size);
  }
}
