package com.cipherquay.hadoop;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/** A folder of the test's own in the bucket, and the file system that it is in. */
record Place(FileSystem files, Path folder) implements AutoCloseable {
  static Place make() throws IOException {
    FileSystem files =
        FileSystem.newInstance(URI.create("s3a://" + setting("S3A_BUCKET")), configuration());
    return new Place(files, files.makeQualified(new Path("/test-" + UUID.randomUUID())));
  }

  /**
   * S3A as it is by default, but for small parts and pages, so that little data meets all of them.
   */
  static Configuration configuration() {
    Configuration settings = new Configuration();
    settings.set("fs.s3a.endpoint", setting("S3A_ENDPOINT"));
    settings.set("fs.s3a.endpoint.region", "us-east-1");
    settings.setBoolean("fs.s3a.path.style.access", true);
    settings.setBoolean("fs.s3a.connection.ssl.enabled", false);
    settings.set("fs.s3a.multipart.size", "5M");
    settings.set("fs.s3a.multipart.threshold", "5M");
    settings.setInt("fs.s3a.paging.maximum", 7);
    settings.setInt("fs.s3a.attempts.maximum", 1);
    settings.setInt("fs.s3a.retry.limit", 1);
    return settings;
  }

  static String setting(String name) {
    return Objects.requireNonNull(System.getenv(name), name);
  }

  static byte[] random(int size) {
    byte[] content = new byte[size];
    new Random(size).nextBytes(content);
    return content;
  }

  Path path(String name) {
    return new Path(folder, name);
  }

  void write(String name, byte[] content) throws IOException {
    try (FSDataOutputStream out = files.create(path(name), true)) {
      out.write(content);
    }
  }

  byte[] read(Path path) throws IOException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    try (FSDataInputStream in = files.open(path)) {
      in.transferTo(content);
    }
    return content.toByteArray();
  }

  /** Every file below a folder by its name there, with its size, as the recursive listing tells. */
  Map<String, Long> listed(Path below) throws IOException {
    Map<String, Long> found = new TreeMap<>();
    RemoteIterator<LocatedFileStatus> all = files.listFiles(below, true);
    while (all.hasNext()) {
      LocatedFileStatus file = all.next();
      String name = file.getPath().toString().substring(below.toString().length() + 1);
      if (found.putIfAbsent(name, file.getLen()) != null) {
        throw new IOException(name + " is listed twice");
      }
    }
    return found;
  }

  @Override
  public void close() {
    try (files) {
      files.delete(folder, true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
