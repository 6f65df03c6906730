package com.cipherquay.tests.hostile;

import static com.cipherquay.tests.hostile.StoreRequest.Kind.LIST;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;

/** Listings of what is not there, or not so. */
final class ListLies {

  /** Looks like a stored name, and is none. */
  private static final String FOREIGN = "Zm9yZWlnbiBuYW1lIG9mIG5vIHZhdWx0IGF0IGFsbA";

  private ListLies() {}

  static List<Lie> all() {
    return List.of(
        page("names that do not decrypt", ListLies::foreign),
        page("names of markup", (page, random) -> added(page, "<b>&\r\n%00", "..", "//", "\u0000")),
        page("a name of another directory", ListLies::moved),
        page("a directory for an object", ListLies::confused),
        page("an entry twice", (page, random) -> ListLies.doubled(page)),
        page("disorder", ListLies::shuffled),
        page("an entry left out", ListLies::omitted),
        page("other sizes", ListLies::resized),
        page("other tags", ListLies::retagged),
        page("more that does not follow", (page, random) -> page.truncated(true, FOREIGN)),
        page("nothing, and more of it", ListLies::nothing),
        page("no end", ListLies::endless),
        page("an end before it", (page, random) -> page.truncated(false, "")),
        page("common prefixes that were not asked for", ListLies::prefixed),
        text("a size that is no number", "<Size>\\d+", "<Size>many"),
        text("a negative size", "<Size>", "<Size>-"),
        text("a time that is none", "<LastModified>", "<LastModified>x"),
        text("no sizes", "<Size>\\d+</Size>", ""),
        text("names encoded twice", "<Key>", "<Key>%25"),
        text("names that are not encoded", "<EncodingType>url</EncodingType>", ""),
        text("no word about more", "<IsTruncated>(true|false)</IsTruncated>", ""),
        text("a class of markup", "STANDARD", "&lt;i>&amp;class"));
  }

  private static Lie page(String name, BiFunction<ListPage, Random, ListPage> change) {
    return Lie.of(
        "a listing with " + name,
        Set.of(LIST),
        occasion ->
            occasion
                .shelf()
                .map(shelf -> ListPage.of(occasion.request(), shelf))
                .map(page -> change.apply(page, occasion.random()).reply()));
  }

  private static Lie text(String name, String what, String instead) {
    return Lie.of(
        "a listing with " + name,
        Set.of(LIST),
        occasion ->
            occasion
                .success()
                .map(reply -> reply.withText(reply.text().replaceFirst(what, instead))));
  }

  private static HeldObject any(ListPage page) {
    return page.entries().isEmpty()
        ? new HeldObject(new Blob(new byte[304]), Map.of(), "e", Shelves.now(), "")
        : page.entries().get(0).getValue();
  }

  private static ListPage added(ListPage page, String... names) {
    List<Map.Entry<String, HeldObject>> entries = new ArrayList<>(page.entries());
    String prefix = page.asked().getOrDefault("prefix", "");
    for (String name : names) {
      entries.add(Map.entry(prefix + name, any(page)));
    }
    return page.with(entries);
  }

  private static ListPage foreign(ListPage page, Random random) {
    return added(page, FOREIGN, FOREIGN + "/" + FOREIGN, "a", ".cq/uploads/x", "name" + random);
  }

  /** What stands in one directory, with the name of another one before it. */
  private static ListPage moved(ListPage page, Random random) {
    if (page.entries().size() < 2) {
      return page;
    }
    List<Map.Entry<String, HeldObject>> entries = new ArrayList<>(page.entries());
    int place = random.nextInt(entries.size());
    String leaf = entries.get(place).getKey().replaceFirst(".*/", "");
    String other = entries.get(random.nextInt(entries.size())).getKey();
    entries.set(place, Map.entry(Occasion.directory(other) + leaf, entries.get(place).getValue()));
    return page.with(entries);
  }

  /** The name of a directory as that of an object, and of an object as that of a directory. */
  private static ListPage confused(ListPage page, Random random) {
    List<Map.Entry<String, HeldObject>> entries = new ArrayList<>(page.entries());
    List<String> prefixes = new ArrayList<>(page.prefixes());
    for (Map.Entry<String, HeldObject> entry : page.entries()) {
      String directory = Occasion.directory(entry.getKey());
      if (!directory.isEmpty()) {
        String bare = directory.substring(0, directory.length() - 1);
        entries.add(Map.entry(bare, entry.getValue()));
      }
      if (random.nextInt(4) == 0) {
        prefixes.add(entry.getKey() + "/");
      }
    }
    page.prefixes().forEach(p -> entries.add(Map.entry(p.replaceFirst("/$", ""), any(page))));
    return page.with(entries).withPrefixes(prefixes);
  }

  private static ListPage doubled(ListPage page) {
    List<Map.Entry<String, HeldObject>> entries = new ArrayList<>(page.entries());
    entries.addAll(page.entries());
    List<String> prefixes = new ArrayList<>(page.prefixes());
    prefixes.addAll(page.prefixes());
    return page.with(entries).withPrefixes(prefixes);
  }

  private static ListPage shuffled(ListPage page, Random random) {
    List<Map.Entry<String, HeldObject>> entries = new ArrayList<>(page.entries());
    Collections.shuffle(entries, random);
    List<String> prefixes = new ArrayList<>(page.prefixes());
    Collections.shuffle(prefixes, random);
    return page.with(entries).withPrefixes(prefixes);
  }

  private static ListPage omitted(ListPage page, Random random) {
    List<Map.Entry<String, HeldObject>> entries = new ArrayList<>(page.entries());
    entries.removeIf(entry -> random.nextInt(3) == 0);
    return page.with(entries);
  }

  private static ListPage resized(ListPage page, Random random) {
    List<Map.Entry<String, HeldObject>> entries = new ArrayList<>();
    page.entries()
        .forEach(
            entry -> {
              HeldObject other = entry.getValue().withBody(new byte[random.nextInt(1000)]);
              entries.add(Map.entry(entry.getKey(), other));
            });
    return page.with(entries);
  }

  private static ListPage retagged(ListPage page, Random random) {
    List<Map.Entry<String, HeldObject>> entries = new ArrayList<>();
    String tag = random.nextBoolean() ? "" : "\"<b>&amp;'" + "x".repeat(random.nextInt(3000));
    for (Map.Entry<String, HeldObject> entry : page.entries()) {
      HeldObject held = entry.getValue();
      HeldObject other = new HeldObject(held.content(), held.fields(), tag, held.modified(), "");
      entries.add(Map.entry(entry.getKey(), other));
    }
    return page.with(entries);
  }

  private static ListPage nothing(ListPage page, Random random) {
    return page.with(List.of()).withPrefixes(List.of()).truncated(true, "x" + random.nextInt());
  }

  /** A page of names that were never there, and ever more of them. */
  private static ListPage endless(ListPage page, Random random) {
    String after = page.asked().getOrDefault("start-after", "");
    String prefix = page.asked().getOrDefault("prefix", "");
    String from = after.isEmpty() ? prefix + "A" : after;
    List<Map.Entry<String, HeldObject>> entries = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      from = from.length() < 900 ? from + "A" : prefix + "B" + random.nextInt(1 << 30);
      entries.add(Map.entry(from, any(page)));
    }
    return page.with(entries).withPrefixes(List.of()).truncated(true, from);
  }

  private static ListPage prefixed(ListPage page, Random random) {
    List<String> prefixes = new ArrayList<>(page.prefixes());
    prefixes.add("elsewhere/" + random.nextInt(100) + "/");
    Optional<String> one = page.prefixes().stream().findFirst();
    one.ifPresent(prefix -> prefixes.add(prefix + FOREIGN + "/"));
    return page.withPrefixes(prefixes);
  }
}
