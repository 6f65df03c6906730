package com.cipherquay.hadoop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.PathIsNotEmptyDirectoryException;
import org.apache.hadoop.fs.s3a.UnknownStoreException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What programs do with a file system, on S3A. */
class FilesTest {
  private static final int MIB = 1024 * 1024;
  private static final byte[] SMALL = "small".getBytes(StandardCharsets.UTF_8);

  private Place place;

  @TempDir private java.nio.file.Path local;

  @BeforeEach
  void make() throws IOException {
    place = Place.make();
  }

  @AfterEach
  void remove() {
    place.close();
  }

  @Test
  void directories() throws IOException {
    FileSystem files = place.files();
    assertTrue(files.mkdirs(place.path("a/b/c")));
    assertTrue(files.getFileStatus(place.path("a/b")).isDirectory());
    place.write("a/file", SMALL);
    assertThrows(FileAlreadyExistsException.class, () -> files.mkdirs(place.path("a/file")));
    assertEquals(List.of("b", "file"), names(files.listStatus(place.path("a"))));
    assertThrows(
        PathIsNotEmptyDirectoryException.class, () -> files.delete(place.path("a"), false));
    assertTrue(files.delete(place.path("a/b/c"), false));
    assertTrue(files.delete(place.path("a"), true));
    assertFalse(files.exists(place.path("a")));
    assertFalse(files.delete(place.path("a"), true));
  }

  @Test
  void files() throws IOException {
    for (int size : new int[] {0, 1, 65520, 65521, 5 * MIB, 12 * MIB + 1}) {
      byte[] content = Place.random(size);
      place.write("sized", content);
      assertEquals(size, place.files().getFileStatus(place.path("sized")).getLen());
      assertArrayEquals(content, place.read(place.path("sized")));
    }
    assertThrows(
        FileAlreadyExistsException.class,
        () -> place.files().create(place.path("sized"), false).close());
    assertThrows(FileNotFoundException.class, () -> place.read(place.path("missing")));
    assertThrows(
        FileNotFoundException.class, () -> place.files().getFileStatus(place.path("missing")));
  }

  @Test
  void readingHereAndThere() throws IOException {
    byte[] content = Place.random(3 * MIB);
    place.write("seek", content);
    try (FSDataInputStream in = place.files().open(place.path("seek"))) {
      for (int position : new int[] {2 * MIB, 65519, 0, 3 * MIB - 10, 131_040}) {
        byte[] found = new byte[10];
        in.readFully(position, found);
        assertArrayEquals(Arrays.copyOfRange(content, position, position + 10), found);
        in.seek(position);
        assertEquals(content[position] & 0xff, in.read());
      }
    }
  }

  @Test
  void renamingDirectories() throws IOException {
    Map<String, byte[]> tree = plant("from");
    assertTrue(place.files().rename(place.path("from"), place.path("to")));
    assertFalse(place.files().exists(place.path("from")));
    assertTree(tree, place.path("to"));
    // S3A replaces a directory that is empty, and no other.
    place.files().mkdirs(place.path("into"));
    assertTrue(place.files().rename(place.path("to"), place.path("into")));
    assertTree(tree, place.path("into"));
    assertThrows(
        FileNotFoundException.class,
        () -> place.files().rename(place.path("none"), place.path("other")));
  }

  @Test
  void copyingTreesInAndOverAndOut() throws IOException {
    Map<String, byte[]> tree = plant("one");
    FileSystem files = place.files();
    Configuration settings = files.getConf();
    assertTrue(FileUtil.copy(files, place.path("one"), files, place.path("two"), false, settings));
    assertTree(tree, place.path("two"));
    Path out = new Path(local.resolve("out").toUri());
    files.copyToLocalFile(false, place.path("two"), out, true);
    files.copyFromLocalFile(false, true, out, place.path("three"));
    assertTree(tree, place.path("three"));
    assertEquals(12, files.globStatus(place.path("three/many/*.txt")).length);
    assertEquals(1, files.globStatus(place.path("t*ee/many/*-1.txt")).length);
  }

  @Test
  void whoHasNoBucketOrTheWrongSecretIsTold() throws IOException {
    Configuration settings = Place.configuration();
    settings.set("fs.s3a.bucket.probe", "2");
    URI nowhere = URI.create("s3a://no-such-bucket-here");
    assertThrows(
        UnknownStoreException.class, () -> FileSystem.newInstance(nowhere, settings).close());
    settings.set("fs.s3a.access.key", Place.setting("AWS_ACCESS_KEY_ID"));
    settings.set("fs.s3a.secret.key", "wrong");
    settings.set("fs.s3a.bucket.probe", "0");
    URI here = place.files().getUri();
    try (FileSystem stranger = FileSystem.newInstance(here, settings)) {
      assertThrows(
          java.nio.file.AccessDeniedException.class, () -> stranger.listStatus(new Path("/")));
    }
  }

  /** A tree with names of many kinds, more of them than a page has, and a file in parts. */
  private Map<String, byte[]> plant(String below) throws IOException {
    Map<String, byte[]> tree = new TreeMap<>();
    tree.put("large", Place.random(11 * MIB));
    tree.put("empty", new byte[0]);
    for (String name :
        List.of("with space", "a+b=c&d%25", "Zürich/日本/🗝", "same", "same.txt/below")) {
      tree.put(name, name.getBytes(StandardCharsets.UTF_8));
    }
    for (int number = 0; number < 12; number++) {
      tree.put("many/file-" + number + ".txt", Place.random(number));
    }
    for (Map.Entry<String, byte[]> file : tree.entrySet()) {
      place.write(below + "/" + file.getKey(), file.getValue());
    }
    return tree;
  }

  private void assertTree(Map<String, byte[]> expected, Path below) throws IOException {
    Map<String, Long> sizes = new TreeMap<>();
    expected.forEach((name, content) -> sizes.put(name, (long) content.length));
    assertEquals(sizes, place.listed(below));
    for (Map.Entry<String, byte[]> file : expected.entrySet()) {
      assertArrayEquals(file.getValue(), place.read(new Path(below, file.getKey())), file.getKey());
    }
  }

  private static List<String> names(FileStatus[] found) {
    return Arrays.stream(found).map(status -> status.getPath().getName()).sorted().toList();
  }
}
