package com.cipherquay.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.cipherquay.fuzz.Attempt;
import com.cipherquay.fuzz.Claim;
import com.cipherquay.fuzz.Input;
import com.cipherquay.store.StoredEntry;
import com.cipherquay.store.StoredName;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** The names that a store lists, and the tokens that clients bring back. */
public final class NameTargets {

  private static final ListToken TOKENS = new ListToken(Sealed.PATHS.listTokens());
  private static final long NOW = 1_767_323_045_000L;

  private NameTargets() {}

  /**
   * A continuation token: prefix, delimiter and the token on a line each. 0 and 1: as a client
   * brings it, in either order. 2 and 3: the position in it sealed here.
   */
  public static void listToken(byte[] input) throws Exception {
    Input in = new Input(input);
    int choice = in.choice(4);
    ListOrder order = choice % 2 == 0 ? ListOrder.STORED : ListOrder.SORTED;
    String prefix = in.unicodeLine();
    String delimiter = in.unicodeLine();
    String text = in.unicode();
    ListRequest bare = request(prefix, delimiter, order, ListPosition.BEGINNING);
    String token = choice < 2 ? text : sealed(text, bare);
    ListRequest request = request(prefix, delimiter, order, new ListPosition.Continuation(token));
    Optional<String> opened = position(request);
    if (choice >= 2) {
      Claim.same(Optional.of(text), opened);
      String other = prefix + "/";
      Claim.that(
          position(request(other, delimiter, order, request.position())).isEmpty(),
          "the token of a listing with another prefix");
      Claim.that(
          position(request(prefix, "other", ListOrder.SORTED, request.position())).isEmpty()
              || request.delimiter().equals("other"),
          "the token of a listing with another delimiter");
    }
  }

  private static String sealed(String position, ListRequest request) throws Exception {
    return request.order() == ListOrder.STORED
        ? TOKENS.seal(position, request, ListOrder.STORED)
        : TOKENS.seal(new SortedPosition(NOW, "", "").next(position), request, ListOrder.SORTED);
  }

  private static ListRequest request(
      String prefix, String delimiter, ListOrder order, ListPosition position) {
    return new ListRequest(prefix, delimiter, position, 10, order);
  }

  private static Optional<String> position(ListRequest request) throws Exception {
    return request.order() == ListOrder.STORED
        ? Attempt.of(
                VaultException.class, () -> new StoredPosition(Sealed.PATHS, TOKENS).of(request))
            .map(Optional::orElseThrow)
        : Attempt.of(VaultException.class, () -> SortedPosition.of(request, TOKENS, NOW))
            .map(SortedPosition::after);
  }

  /**
   * A name in a listing of the store. 0: as it is listed. 1: a key, which is given its stored name
   * here.
   */
  public static void storedName(byte[] input) throws Exception {
    Input in = new Input(input);
    boolean sealing = in.choice(2) == 1;
    String text = in.unicode();
    if (sealing) {
      roundTrip(text);
      return;
    }
    Optional<ObjectKey> key = Sealed.PATHS.decrypt(text);
    if (key.isPresent()) {
      Optional<StoredName> stored =
          Attempt.of(VaultException.class, () -> Sealed.PATHS.storedName(key.get()));
      stored.ifPresent(name -> Claim.same(text, name.value()));
    }
    LongAdder hidden = new LongAdder();
    NameReader reader = new NameReader(Sealed.PATHS, hidden);
    Optional<ListPage.ListedObject> object =
        reader.object(new StoredEntry(text, "tag", 4096, Instant.EPOCH));
    Claim.same(key, object.map(ListPage.ListedObject::key));
    reader.directory(text + "/");
  }

  private static void roundTrip(String text) throws Exception {
    Optional<ObjectKey> key = Attempt.of(IllegalArgumentException.class, () -> new ObjectKey(text));
    if (key.isEmpty()) {
      return;
    }
    Optional<StoredName> stored =
        Attempt.of(VaultException.class, () -> Sealed.PATHS.storedName(key.get()));
    if (stored.isPresent()) {
      Claim.same(key, Sealed.PATHS.decrypt(stored.get().value()));
      Claim.that(
          stored.get().value().getBytes(UTF_8).length <= StoredName.MAX_BYTES, "a long name");
      Claim.same(PathKeys.storedLength(text), stored.get().value().length());
    }
  }
}
