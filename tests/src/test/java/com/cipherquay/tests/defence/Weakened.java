package com.cipherquay.tests.defence;

import com.cipherquay.proxy.access.Permission;
import com.cipherquay.vault.ObjectKey;
import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/** What stands in the place of defences that are switched off. Public for the patched classes. */
public final class Weakened {

  private Weakened() {}

  /** A reader of XML that knows no limits. */
  public static XMLInputFactory factory() {
    XMLInputFactory factory = new WstxInputFactory();
    // The library has limits of its own.
    factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, Integer.MAX_VALUE);
    factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, Integer.MAX_VALUE);
    return factory;
  }

  /** What is bound to everything is bound to nothing. */
  public static byte[] context() {
    return new byte[0];
  }

  /** Every object is at the same path. */
  @SuppressWarnings(
      "UnusedVariable") // an assignment to the argument is what reaches the constructor
  public static final class SamePath {

    private SamePath() {}

    @Advice.OnMethodEnter
    static void enter(
        @Advice.Argument(value = 1, readOnly = false, typing = Assigner.Typing.DYNAMIC)
            ObjectKey key) {
      key = new ObjectKey("same");
    }
  }

  /** No segment is the last. */
  @SuppressWarnings("UnusedVariable") // as above
  public static final class NeverLast {

    private NeverLast() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(value = 1, readOnly = false) boolean last) {
      last = false;
    }
  }

  /** Only the target of a copy is asked for. */
  public static final class TargetOnly {

    private TargetOnly() {}

    @Advice.OnMethodExit
    static void exit(@Advice.Return(readOnly = false) List<Permission> permissions) {
      permissions = permissions.subList(1, permissions.size());
    }
  }
}
