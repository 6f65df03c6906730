package com.cipherquay.proxy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/**
 * Sets logback up from the settings, in code: the settings are one file with checked values. The
 * standard output stays free for the line {@code ready}.
 */
final class Logging {

  /** The logger of the access log; its messages are whole JSON lines. */
  static final String REQUESTS = "cipherquay.requests";

  private static final String TEXT = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{0}: %msg%n";
  private static final String BARE = "%msg%n";

  private Logging() {}

  /** Before anything else logs. */
  static void configure(Configuration.Log settings) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.toLevel(settings.level()));
    root.addAppender(
        appender(
            context, settings.file(), settings.json() ? json(context) : pattern(context, TEXT)));
    // Jetty's info is about Jetty.
    context.getLogger("org.eclipse.jetty").setLevel(Level.WARN);
    context.getLogger("software.amazon.awssdk").setLevel(Level.WARN);
    Logger requests = context.getLogger(REQUESTS);
    requests.setAdditive(false);
    requests.setLevel(settings.requests() ? Level.INFO : Level.OFF);
    requests.addAppender(appender(context, settings.file(), pattern(context, BARE)));
  }

  private static OutputStreamAppender<ILoggingEvent> appender(
      LoggerContext context, Optional<Path> file, Encoder<ILoggingEvent> encoder) {
    OutputStreamAppender<ILoggingEvent> appender =
        file.map(Logging::toFile).orElseGet(Logging::toStandardError);
    appender.setContext(context);
    appender.setEncoder(encoder);
    appender.start();
    return appender;
  }

  private static OutputStreamAppender<ILoggingEvent> toFile(Path path) {
    FileAppender<ILoggingEvent> appender = new FileAppender<>();
    appender.setFile(path.toString());
    // Both logs may go to one file.
    appender.setPrudent(true);
    return appender;
  }

  private static OutputStreamAppender<ILoggingEvent> toStandardError() {
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setTarget("System.err");
    return appender;
  }

  private static Encoder<ILoggingEvent> pattern(LoggerContext context, String pattern) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(pattern);
    encoder.start();
    return encoder;
  }

  private static Encoder<ILoggingEvent> json(LoggerContext context) {
    JsonEncoder encoder = new JsonEncoder();
    encoder.setContext(context);
    encoder.start();
    return encoder;
  }
}
