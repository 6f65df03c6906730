package com.cipherquay.tests.hostile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** A request that is about to be answered with a lie, and what the store has to make it of. */
final class Occasion {

  private final StoreRequest request;
  private final HonestStore store;
  private final Random random;
  private final Set<String> touched = new TreeSet<>();
  private Optional<StoreReply> honest = Optional.empty();

  Occasion(StoreRequest request, HonestStore store, Random random) {
    this.request = request;
    this.store = store;
    this.random = random;
  }

  StoreRequest request() {
    return request;
  }

  Random random() {
    return random;
  }

  /** The truth; asked for it, the store does what the request says. */
  StoreReply honest() {
    if (honest.isEmpty()) {
      honest = Optional.of(store.answer(request));
    }
    return honest.get();
  }

  /** The truth, where it is good news. */
  Optional<StoreReply> success() {
    return Optional.of(honest()).filter(StoreReply::success);
  }

  Optional<Shelf> shelf() {
    return Optional.ofNullable(store.shelves().all().get(request.bucket()));
  }

  /** The object that the request names. */
  Optional<HeldObject> held() {
    return shelf().flatMap(shelf -> shelf.get(request.name()));
  }

  /** What stood there before. */
  Optional<HeldObject> former() {
    return shelf().flatMap(shelf -> one(shelf.former(request.name())));
  }

  /** Another object of the same directory, or of other ones. */
  Optional<HeldObject> other(boolean sameDirectory) {
    return shelf().flatMap(shelf -> one(others(shelf, sameDirectory))).map(Map.Entry::getValue);
  }

  private List<Map.Entry<String, HeldObject>> others(Shelf shelf, boolean sameDirectory) {
    return shelf.current().entrySet().stream()
        .filter(entry -> !entry.getKey().startsWith("."))
        .filter(entry -> !entry.getKey().equals(request.name()))
        .filter(
            entry -> directory(entry.getKey()).equals(directory(request.name())) == sameDirectory)
        .toList();
  }

  static String directory(String name) {
    return name.substring(0, name.lastIndexOf('/') + 1);
  }

  /** An object of another bucket. */
  Optional<HeldObject> elsewhere() {
    List<HeldObject> all = new ArrayList<>();
    store
        .shelves()
        .all()
        .forEach(
            (bucket, shelf) -> {
              if (!bucket.equals(request.bucket())) {
                all.addAll(shelf.current().values());
              }
            });
    return one(all);
  }

  /** The uploads that are in progress. */
  List<HeldUpload> uploads() {
    return shelf().map(shelf -> List.copyOf(shelf.uploads().values())).orElse(List.of());
  }

  /** The upload that the request names. */
  Optional<HeldUpload> upload() {
    return shelf()
        .map(Shelf::uploads)
        .map(uploads -> uploads.get(request.parameter("uploadId").orElse("")));
  }

  HonestStore store() {
    return store;
  }

  /** Puts something in the place of the object that the request names, to stay there. */
  void replace(HeldObject object) {
    touch(request.name());
    shelf().ifPresent(shelf -> shelf.put(request.name(), object));
  }

  /** Notes that what stands under a name is not any more what a client has put there. */
  void touch(String name) {
    touched.add(name);
  }

  Set<String> touched() {
    return touched;
  }

  <T> Optional<T> one(List<T> of) {
    return of.isEmpty() ? Optional.empty() : Optional.of(of.get(random.nextInt(of.size())));
  }

  /** An object as the answer to this request, whatever its conditions. */
  Optional<StoreReply> content(HeldObject object) {
    try {
      return Optional.of(ObjectDesk.content(request, object));
    } catch (StoreRefusal outside) {
      return Optional.empty();
    }
  }
}
