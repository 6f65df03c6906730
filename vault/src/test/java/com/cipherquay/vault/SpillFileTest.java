package com.cipherquay.vault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SpillFileTest {

  @TempDir private Path folder;

  private FileChannel channel() throws IOException {
    return FileChannel.open(
        folder.resolve("file"),
        StandardOpenOption.CREATE_NEW,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE);
  }

  private static byte[] block(int index) {
    return ("the secret name " + index).repeat(1 + index * 100).getBytes(UTF_8);
  }

  @Test
  void holdsBlocksThatTheDiskCanNotRead() throws IOException {
    try (SpillFile file = SpillFile.over(channel())) {
      for (int i = 0; i < 40; i++) {
        file.append(block(i));
      }
      for (int i = 39; i >= 0; i--) {
        assertArrayEquals(block(i), file.read(i));
      }
      String disk = Files.readString(folder.resolve("file"), ISO_8859_1);
      assertFalse(disk.contains("secret"));
    }
  }

  @Test
  void noticesWhatWasChangedMovedOrCut() throws IOException {
    FileChannel channel = channel();
    try (SpillFile file = SpillFile.over(channel)) {
      file.append(block(1));
      file.append(block(1));
      byte[] disk = Files.readAllBytes(folder.resolve("file"));
      channel.write(ByteBuffer.wrap(disk, disk.length / 2, disk.length / 2), 0);
      assertThrows(IOException.class, () -> file.read(0));
      assertArrayEquals(block(1), file.read(1));
      channel.write(ByteBuffer.wrap(new byte[] {(byte) ~disk[disk.length - 1]}), disk.length - 1);
      assertThrows(IOException.class, () -> file.read(1));
      channel.truncate(disk.length - 1);
      assertThrows(IOException.class, () -> file.read(1));
    }
  }
}
