package com.cipherquay.tests.fault;

import com.cipherquay.proxy.upstream.S3BucketStore;
import com.cipherquay.proxy.upstream.UpstreamSettings;
import com.cipherquay.store.BucketStore;
import com.cipherquay.tests.Endpoint;
import com.cipherquay.tests.KeytoolProcess;
import com.cipherquay.tests.ProxyProcess;
import com.cipherquay.tests.S3ProxyServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Two proxies with one vault, a copy for each, over one S3. */
record UpstreamStand(Path folder, S3ProxyServer server) implements Stand {

  static UpstreamStand start(Path folder) {
    return new UpstreamStand(folder, S3ProxyServer.start());
  }

  @Override
  public List<ProxyProcess.Setup> proxies() {
    return List.of(
        ProxyProcess.Setup.upstream(folder.resolve("first"), server.endpoint()),
        ProxyProcess.Setup.upstream(folder.resolve("second"), server.endpoint()));
  }

  @Override
  public KeytoolProcess keytool(String... arguments) {
    return KeytoolProcess.over(server.endpoint(), vault(), arguments);
  }

  @Override
  public BucketStore open() throws IOException {
    Endpoint endpoint = server.endpoint();
    return S3BucketStore.open(
        UpstreamSettings.of(endpoint.uri()),
        StaticCredentialsProvider.create(
            AwsBasicCredentials.create(endpoint.accessKeyId(), endpoint.secretAccessKey())));
  }

  @Override
  public void close() {
    server.close();
  }
}
