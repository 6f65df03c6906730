package com.cipherquay.store;

import static com.cipherquay.store.StoreUnderTest.assertFault;
import static com.cipherquay.store.StoreUnderTest.body;
import static com.cipherquay.store.StoreUnderTest.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The local store does what lifecycle rules ask for, when the time has come and not before. */
final class LocalLifecycleTest {

  private static final int LARGE = 40_000;
  private static final StoredTags BLUE = new StoredTags(Map.of("colour", "blue"));

  private final Path directory;
  private Optional<LocalStore> store = Optional.empty();

  LocalLifecycleTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @BeforeEach
  void open() throws IOException {
    store = Optional.of(LocalStore.open(directory, Durability.BUFFERED));
    if (store.get().buckets().isEmpty()) {
      store.get().create("bucket");
    }
  }

  @AfterEach
  void close() throws IOException {
    store.orElseThrow().close();
  }

  private ObjectStore objects() {
    return store.orElseThrow().open("bucket");
  }

  private void write(String name, int size, StoredTags tags) throws IOException {
    StoredDescription described = StoredDescription.of(StoredMetadata.NONE).with(tags);
    objects().write(new StoredName(name), body(bytes(size)), described, WriteCondition.NONE);
  }

  private void write(String name) throws IOException {
    write(name, 10, StoredTags.NONE);
  }

  private void rules(StoredRule... rules) throws IOException {
    objects().lifecycle().replace(List.of(rules));
  }

  private static LifecycleTime.After days(int days) {
    return new LifecycleTime.After(days);
  }

  private static StoredRule expire(String prefix, int days) {
    return LifecycleContract.rule(prefix, new LifecycleAction.Expire(days(days)));
  }

  /** The last moment before what was made now is due after these days, and that at which it is. */
  private static Instant midnight(int days) {
    return days(days).due(Instant.now());
  }

  private long follow(Instant now) throws IOException {
    return objects().lifecycle().follow(now);
  }

  private List<String> names() throws IOException {
    return objects().list(new StoredPageRequest("", false, "", 1000)).entries().stream()
        .map(StoredEntry::name)
        .toList();
  }

  /** What there is of each name from the newest to the oldest: {@code m} marks a delete marker. */
  private List<String> versions() throws IOException {
    return objects()
        .versions()
        .list(new StoredVersionRequest("", false, VersionPosition.FIRST, 1000))
        .entries()
        .stream()
        .map(entry -> entry.name() + (entry.marker() ? "m" : entry.size()))
        .toList();
  }

  @Test
  void daysEndAtMidnight() {
    Instant created = Instant.parse("2014-01-15T10:30:00Z");
    assertEquals(Instant.parse("2014-01-19T00:00:00Z"), days(3).due(created));
    assertEquals(Instant.parse("2014-01-16T00:00:00Z"), days(0).due(created));
    Instant midnight = created.truncatedTo(ChronoUnit.DAYS);
    assertEquals(midnight.plus(Duration.ofDays(1)), days(1).due(midnight));
  }

  @Test
  void anObjectOfThePrefixExpires() throws Exception {
    write("a/old", LARGE, StoredTags.NONE);
    write("ab");
    write("b/old");
    rules(expire("a/", 2));
    Instant due = midnight(2);
    assertEquals(0, follow(due.minusMillis(1)));
    assertEquals(List.of("a/old", "ab", "b/old"), names());
    assertEquals(1, follow(due));
    assertEquals(List.of("ab", "b/old"), names());
    assertEquals(0, ContentFileCount.in(directory));
    assertEquals(0, follow(due));
  }

  @Test
  void onADateEverythingExpires() throws Exception {
    write("a");
    Instant date = Instant.parse("2199-01-01T00:00:00Z");
    rules(LifecycleContract.rule("", new LifecycleAction.Expire(new LifecycleTime.On(date))));
    assertEquals(0, follow(date.minusMillis(1)));
    assertEquals(1, follow(date));
    write("b");
    assertEquals(1, follow(date.plus(Duration.ofDays(9))));
  }

  @Test
  void tagsAndSizesAreConditions() throws Exception {
    write("plain");
    write("red", 10, new StoredTags(Map.of("colour", "red")));
    write("blue", 10, BLUE);
    write("both", 10, new StoredTags(Map.of("colour", "blue", "shape", "round")));
    write("large", 2000, StoredTags.NONE);
    StoredFilter blue = new StoredFilter("", BLUE, OptionalLong.empty(), OptionalLong.empty());
    StoredFilter size =
        new StoredFilter("", StoredTags.NONE, OptionalLong.of(1999), OptionalLong.of(2001));
    StoredFilter above =
        new StoredFilter("", StoredTags.NONE, OptionalLong.of(2000), OptionalLong.empty());
    List<LifecycleAction> expire = List.of(new LifecycleAction.Expire(days(1)));
    rules(new StoredRule(above, expire));
    assertEquals(0, follow(midnight(1)));
    rules(new StoredRule(blue, expire), new StoredRule(size, expire));
    assertEquals(3, follow(midnight(1)));
    assertEquals(List.of("plain", "red"), names());
  }

  @Test
  void whereVersionsAreKeptAMarkerIsMade() throws Exception {
    objects().versions().setVersioning(Versioning.ENABLED);
    write("x", 1, StoredTags.NONE);
    write("x", 2, StoredTags.NONE);
    rules(expire("", 1));
    assertEquals(1, follow(midnight(1)));
    assertEquals(List.of("xm", "x2", "x1"), versions());
    // The marker is not alone.
    assertEquals(0, follow(midnight(10)));
    rules(
        LifecycleContract.rule(
            "",
            new LifecycleAction.ExpireNoncurrent(new LifecycleAction.Noncurrent(days(1), 1)),
            new LifecycleAction.ExpireMarkers()));
    assertEquals(0, follow(midnight(1).minusMillis(1)));
    assertEquals(1, follow(midnight(1)));
    assertEquals(List.of("xm", "x2"), versions());
    rules(
        LifecycleContract.rule(
            "",
            new LifecycleAction.ExpireNoncurrent(new LifecycleAction.Noncurrent(days(1), 0)),
            new LifecycleAction.ExpireMarkers()));
    assertEquals(1, follow(midnight(1)));
    assertEquals(List.of("xm"), versions());
    assertEquals(1, follow(midnight(1)));
    assertEquals(List.of(), versions());
  }

  @Test
  void aLoneMarkerExpiresAsObjectsDo() throws Exception {
    objects().versions().setVersioning(Versioning.ENABLED);
    objects().delete(new StoredName("x"));
    rules(expire("x", 3));
    assertEquals(0, follow(midnight(3).minusMillis(1)));
    assertEquals(1, follow(midnight(3)));
    assertEquals(List.of(), versions());
  }

  @Test
  void whereVersionsAreSuspendedTheNullVersionGoes() throws Exception {
    objects().versions().setVersioning(Versioning.ENABLED);
    write("x", 1, StoredTags.NONE);
    objects().versions().setVersioning(Versioning.SUSPENDED);
    write("x", 2, StoredTags.NONE);
    rules(expire("", 1));
    assertEquals(1, follow(midnight(1)));
    assertEquals(List.of("xm", "x1"), versions());
  }

  @Test
  void objectsGetColderAndNeverWarmer() throws Exception {
    write("x");
    rules(
        LifecycleContract.rule(
            "",
            new LifecycleAction.Transition(days(90), new StorageClass("GLACIER")),
            new LifecycleAction.Transition(days(30), new StorageClass("STANDARD_IA"))));
    assertEquals(0, follow(midnight(30).minusMillis(1)));
    assertEquals(1, follow(midnight(30)));
    assertEquals("STANDARD_IA", storageClass());
    assertEquals(0, follow(midnight(31)));
    assertEquals(1, follow(midnight(90)));
    assertEquals("GLACIER", storageClass());
    rules(
        LifecycleContract.rule(
            "", new LifecycleAction.Transition(days(0), new StorageClass("GLACIER_IR"))));
    assertEquals(0, follow(midnight(90)));
    assertEquals("GLACIER", storageClass());
    assertFault(
        StoreFault.CLASS_UNSUPPORTED,
        () ->
            rules(
                LifecycleContract.rule(
                    "", new LifecycleAction.Transition(days(0), new StorageClass("HOT")))));
  }

  private String storageClass() throws IOException {
    return objects().head(new StoredName("x")).traits().storageClass().name();
  }

  @Test
  void uploadsEndThatWereNotCompleted() throws Exception {
    StoredName name = new StoredName("a/x");
    String id = objects().uploads().create(name, StoredMetadata.NONE);
    objects().uploads().writePart(new StoredUpload(name, id), 1, body(bytes(LARGE)));
    String other = objects().uploads().create(new StoredName("b"), StoredMetadata.NONE);
    rules(LifecycleContract.rule("a/", new LifecycleAction.AbortUploads(days(7))));
    assertEquals(0, follow(midnight(7).minusMillis(1)));
    assertEquals(1, follow(midnight(7)));
    assertFault(
        StoreFault.NO_SUCH_UPLOAD,
        () -> objects().uploads().parts(new StoredUpload(name, id), 0, 1));
    assertEquals(
        other, objects().uploads().list("", UploadPosition.FIRST, 10).entries().get(0).id());
  }

  @Test
  void rulesOutliveTheProcessAndEndWithTheBucket() throws Exception {
    rules(expire("", 1));
    write("x");
    close();
    open();
    assertEquals(1, follow(midnight(1)));
    store.orElseThrow().delete("bucket");
    store.orElseThrow().create("bucket");
    write("y");
    assertEquals(0, follow(midnight(1)));
    rules(expire("", 1));
    objects().lifecycle().remove();
    assertEquals(0, follow(midnight(1)));
    assertEquals(List.of("y"), names());
  }

  @Test
  void aRoundGoesThroughPages() throws Exception {
    objects().versions().setVersioning(Versioning.ENABLED);
    for (int i = 0; i < 1500; i++) {
      write("many");
    }
    for (int i = 0; i < 1500; i++) {
      write("n/" + i, 0, i % 2 == 0 ? BLUE : StoredTags.NONE);
    }
    StoredFilter blue = new StoredFilter("n/", BLUE, OptionalLong.empty(), OptionalLong.empty());
    LifecycleAction.Noncurrent kept = new LifecycleAction.Noncurrent(days(1), 3);
    rules(
        new StoredRule(blue, List.of(new LifecycleAction.Expire(days(1)))),
        LifecycleContract.rule("m", new LifecycleAction.ExpireNoncurrent(kept)));
    assertEquals(750 + 1500 - 4, follow(midnight(1)));
    assertEquals(1 + 750, names().size());
    assertEquals(4, versions().stream().filter(name -> name.startsWith("many")).count());
  }

  @Test
  void noRulesAreNone() {
    assertThrows(IllegalArgumentException.class, this::rules);
  }
}
