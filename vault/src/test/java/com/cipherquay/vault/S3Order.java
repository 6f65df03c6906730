package com.cipherquay.vault;

import com.cipherquay.vault.ListPosition.Marker;
import com.cipherquay.vault.ListPosition.StartAfter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * What S3 lists, by the plainest means: all keys sorted, each shown or rolled up (AWS,
 * ListObjectsV2).
 *
 * @param names the object keys and common prefixes, in the order in which pages hold them
 */
record S3Order(List<String> names) {

  static S3Order of(
      Collection<String> keys, String prefix, String delimiter, ListPosition position) {
    String after =
        position instanceof Marker marker
            ? marker.key()
            : position instanceof StartAfter start ? start.key() : "";
    List<String> names = new ArrayList<>();
    String last = position instanceof Marker ? after : "";
    for (ObjectKey sorted : new TreeSet<>(keys.stream().map(ObjectKey::new).toList())) {
      String key = sorted.value();
      if (!key.startsWith(prefix)
          || (!after.isEmpty() && sorted.compareTo(new ObjectKey(after)) <= 0)) {
        continue;
      }
      int end = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
      String name = end < 0 ? key : key.substring(0, end + delimiter.length());
      if (end < 0 || !name.equals(last)) {
        names.add(name);
      }
      last = name;
    }
    return new S3Order(names);
  }
}
