package com.cipherquay.bench.contestant;

import com.cipherquay.bench.load.Endpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * nginx as a reverse proxy that looks at nothing: the least that a proxy costs. It streams both
 * ways, with large buffers, without files and without an access log.
 */
final class Nginx {

  private static final String CONFIGURATION =
      """
      daemon off;
      pid nginx.pid;
      error_log error.log;
      worker_processes auto;
      events { worker_connections 1024; }
      http {
        access_log off;
        client_body_temp_path body;
        proxy_temp_path proxy;
        fastcgi_temp_path fastcgi;
        uwsgi_temp_path uwsgi;
        scgi_temp_path scgi;
        keepalive_requests 100000000;
        client_max_body_size 0;
        client_body_buffer_size 64k;
        upstream origin {
          server 127.0.0.1:%d;
          keepalive 64;
          keepalive_requests 100000000;
        }
        server {
          listen 127.0.0.1:%d backlog=1024;
          location / {
            proxy_pass http://origin;
            proxy_http_version 1.1;
            proxy_set_header Connection "";
            proxy_set_header Host $http_host;
            proxy_request_buffering off;
            proxy_buffer_size 64k;
            proxy_buffers 8 64k;
            proxy_busy_buffers_size 128k;
            proxy_max_temp_file_size 0;
          }
        }
      }
      """;

  private Nginx() {}

  static Contestant start(Place place, int originPort, boolean hashBodies)
      throws IOException, InterruptedException {
    Path folder = Files.createDirectories(place.scratch().resolve("nginx"));
    int port = ServerProcess.freePort();
    Path file = folder.resolve("nginx.conf");
    Files.writeString(file, CONFIGURATION.formatted(originPort, port));
    ServerProcess server =
        ServerProcess.start(
            List.of(program(), "-p", folder.toString(), "-c", file.toString(), "-e", "error.log"),
            Map.of(),
            place.log("nginx"));
    server.awaitPort(port);
    Endpoint endpoint = new Endpoint(port, "none", "none", ContestantKind.NGINX.id(), hashBodies);
    return new Contestant(ContestantKind.NGINX, endpoint, Optional.of(server));
  }

  /** Debian has it where only root looks for programs. */
  private static String program() {
    Path debian = Path.of("/usr/sbin/nginx");
    return Files.isExecutable(debian) ? debian.toString() : "nginx";
  }
}
