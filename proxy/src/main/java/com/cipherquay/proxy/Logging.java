package com.cipherquay.proxy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import java.io.IOException;
import org.slf4j.LoggerFactory;

/**
 * Sets logback up from the settings, in code: the settings are one file with checked values. The
 * standard output stays free for the line {@code ready}.
 */
final class Logging {

  private static final String TEXT = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{0}: %msg%n";

  private Logging() {}

  /**
   * Before anything else logs.
   *
   * @return where the log goes; the access log too, whose lines are complete as they are
   * @throws IOException if the file can not be opened
   */
  static LogOutput configure(Configuration.Log settings) throws IOException {
    LogOutput output =
        settings.file().isPresent()
            ? LogOutput.toFile(settings.file().get())
            : LogOutput.toStandardError();
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.toLevel(settings.level()));
    root.addAppender(appender(context, settings, output));
    // Jetty's info is about Jetty.
    context.getLogger("org.eclipse.jetty").setLevel(Level.WARN);
    context.getLogger("software.amazon.awssdk").setLevel(Level.WARN);
    return output;
  }

  private static OutputStreamAppender<ILoggingEvent> appender(
      LoggerContext context, Configuration.Log settings, LogOutput output) {
    Encoder<ILoggingEvent> encoder = settings.json() ? new JsonEncoder() : text(context);
    encoder.setContext(context);
    encoder.start();
    OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
    appender.setContext(context);
    appender.setEncoder(encoder);
    appender.setOutputStream(output);
    // A line about the service is not kept back.
    appender.setImmediateFlush(true);
    appender.start();
    return appender;
  }

  private static Encoder<ILoggingEvent> text(LoggerContext context) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(TEXT);
    return encoder;
  }
}
