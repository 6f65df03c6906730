package com.cipherquay.tests.defence;

import java.lang.reflect.Method;
import java.util.Arrays;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.implementation.FixedValue;
import net.bytebuddy.implementation.MethodDelegation;
import net.bytebuddy.implementation.StubMethod;
import net.bytebuddy.matcher.ElementMatchers;

/**
 * A change of one method of the product.
 *
 * @param type the class that has the method
 * @param method its name
 * @param change what is done to it
 */
record Patch(String type, String method, Change change) {

  /** Changes a class that is taken from its file. */
  @FunctionalInterface
  interface Change {
    DynamicType.Builder<?> apply(DynamicType.Builder<?> builder, String method);
  }

  /** The method does nothing. */
  static Patch nothing(String type, String method) {
    return new Patch(
        type,
        method,
        (builder, name) ->
            builder.method(ElementMatchers.named(name)).intercept(StubMethod.INSTANCE));
  }

  /** The method finds everything right. */
  static Patch yes(String type, String method) {
    return new Patch(
        type,
        method,
        (builder, name) ->
            builder.method(ElementMatchers.named(name)).intercept(FixedValue.value(true)));
  }

  /** The method does what the one of the same name in {@link Weakened} does. */
  static Patch weakened(String type, String method) {
    return new Patch(
        type,
        method,
        (builder, name) ->
            builder
                .method(ElementMatchers.named(name))
                .intercept(
                    MethodDelegation.withDefaultConfiguration()
                        .filter(ElementMatchers.named(name))
                        .to(Weakened.class)));
  }

  /** Something is done before or after the method, or with the constructor {@code <init>}. */
  static Patch advised(String type, String method, Class<?> advice) {
    return new Patch(
        type,
        method,
        (builder, name) ->
            builder.visit(
                Advice.to(advice)
                    .on(
                        name.equals("<init>")
                            ? ElementMatchers.isConstructor()
                            : ElementMatchers.named(name))));
  }

  /**
   * The method, which must be there: a defence that was renamed must not seem to be switched off.
   */
  boolean fits(Class<?> loaded) {
    return method.equals("<init>")
        || Arrays.stream(loaded.getDeclaredMethods()).map(Method::getName).anyMatch(method::equals);
  }
}
