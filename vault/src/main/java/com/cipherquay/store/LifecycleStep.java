package com.cipherquay.store;

/** What is done with one item because a rule asks for it. */
sealed interface LifecycleStep {

  LifecycleItem item();

  /** Deletes it: the current object as a client would, anything else for good. */
  record Delete(LifecycleItem item) implements LifecycleStep {}

  /** Moves it to another class. */
  record Move(LifecycleItem item, StorageClass to) implements LifecycleStep {}
}
