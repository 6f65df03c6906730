package com.cipherquay.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Arrays;

/**
 * One page of a listing in the order of S3. Used by one thread, once.
 *
 * <p>Walks the tree of directories: each is read to its end and sorted, with {@code /} after the
 * names of the directories in it, which puts them where the keys in them belong. It is entered at
 * the position where the page begins, so that nothing before it is read again.
 */
final class SortedOrder {

  private final SortedDirectories directories;
  private final DirectoryReader reader;
  private final ListRequest request;
  private final Visibility visible;
  private final SortedPosition position;
  private final PageBuilder page;
  // The last common prefix: what begins with it is done with.
  private String passed;

  SortedOrder(
      SortedDirectories directories,
      DirectoryReader reader,
      ListRequest request,
      Visibility visible,
      SortedPosition position) {
    this.directories = directories;
    this.reader = reader;
    this.request = request;
    this.visible = visible;
    this.position = position;
    this.page = new PageBuilder(request.maxKeys());
    this.passed = position.passed();
  }

  ListPage page(ListToken token) throws IOException {
    String top = PathKeys.parent(request.prefix());
    // What is in the directories here does not show if they are rolled up.
    boolean deep = !request.delimiter().equals("/");
    return walk(reader.directory(top), deep)
        ? page.complete()
        : page.truncated(token.seal(position.next(page.last()), request, ListOrder.SORTED));
  }

  /** Shows what is in a directory; false if the page is full, and more would follow. */
  private boolean walk(Directory directory, boolean deep) throws IOException {
    try (DirectoryLease lease = directories.open(reader, directory, deep, position.began())) {
      LineCursor lines = lease.from(start(directory.path()));
      while (!lines.isAtEnd()) {
        String path = directory.path() + lines.line().name();
        if (!path.startsWith(request.prefix())) {
          return true;
        }
        if (!passed.isEmpty() && path.startsWith(passed)) {
          if (directory.path().startsWith(passed)) {
            return true;
          }
          lines = lease.from(end(directory.path()));
        } else if (take(lines.line(), path)) {
          lines.advance();
        } else {
          return false;
        }
      }
    }
    return true;
  }

  /** The least name in a directory that may be shown or hold something to show. */
  private byte[] start(String path) {
    String start = within(path, request.prefix());
    String after = within(path, position.after());
    String component = after.substring(0, after.indexOf('/') + 1);
    String first = component.isEmpty() ? after : component;
    return (CodePointOrder.INSTANCE.compare(first, start) > 0 ? first : start).getBytes(UTF_8);
  }

  private static String within(String path, String key) {
    return key.startsWith(path) ? key.substring(path.length()) : "";
  }

  /** A bound after all names in a directory that begin with the common prefix. */
  private byte[] end(String path) {
    byte[] name = passed.substring(path.length()).getBytes(UTF_8);
    byte[] bound = Arrays.copyOf(name, name.length + 1);
    // No UTF-8 has this byte.
    bound[name.length] = (byte) 0xff;
    return bound;
  }

  private boolean take(SortedLine line, String path) throws IOException {
    if (line.isDirectory()) {
      return !visible.showsDirectory(path) || takeDirectory(path);
    }
    return !visible.showsKey(path) || takeObject(line, path);
  }

  private boolean takeDirectory(String path) throws IOException {
    String after = position.after();
    if (after.startsWith(path)) {
      // Some of it comes before the position, perhaps all.
      return walk(reader.directory(path), true);
    }
    if (CodePointOrder.INSTANCE.compare(path, after) < 0) {
      return true;
    }
    // Below a directory that the page enters, the first slash may be an earlier one.
    return request.delimiter().equals("/")
        ? takePrefix(SortedPosition.commonPrefix(request, path))
        : walk(reader.directory(path), true);
  }

  private boolean takeObject(SortedLine line, String path) {
    if (CodePointOrder.INSTANCE.compare(path, position.after()) <= 0) {
      return true;
    }
    String common = SortedPosition.commonPrefix(request, path);
    if (!common.isEmpty()) {
      return takePrefix(common);
    }
    if (page.room() == 0) {
      return false;
    }
    page.add(line.object(path));
    return true;
  }

  private boolean takePrefix(String common) {
    if (page.room() == 0) {
      return false;
    }
    page.addPrefix(common);
    passed = common;
    return true;
  }
}
