package com.cipherquay.bench.contestant;

import com.cipherquay.bench.load.Endpoint;
import java.util.List;
import java.util.Optional;

/**
 * One that runs. The creator closes it.
 *
 * @param server the process; nothing stands in front of the origin if it is empty
 */
public record Contestant(ContestantKind kind, Endpoint endpoint, Optional<ServerProcess> server)
    implements AutoCloseable {

  /** None if nothing stands in front of the origin. */
  public List<Long> pids() {
    return server.map(ServerProcess::pids).orElse(List.of());
  }

  @Override
  public void close() {
    server.ifPresent(ServerProcess::close);
  }
}
