package com.cipherquay.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Takes the body of an answer, piece by piece. */
interface BodySink {

  BodySink NOWHERE = piece -> {};

  void accept(ByteBuffer piece) throws IOException;
}
