package com.cipherquay.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/**
 * Sets logback up from the settings, in code: the settings are one file with checked values. The
 * standard output stays free for the line {@code ready}.
 */
final class Logging {

  /** The logger of the access log; its messages are whole JSON lines. */
  static final String REQUESTS = "cipherquay.requests";

  private static final String TEXT = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{0}: %msg%n";

  private Logging() {}

  /** Before anything else logs. */
  static void configure(Configuration.Log settings) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.toLevel(settings.level()));
    root.addAppender(appender(context, settings));
    // Jetty's info is about Jetty.
    context.getLogger("org.eclipse.jetty").setLevel(Level.WARN);
    context.getLogger("software.amazon.awssdk").setLevel(Level.WARN);
    context.getLogger(REQUESTS).setLevel(settings.requests() ? Level.INFO : Level.OFF);
  }

  private static OutputStreamAppender<ILoggingEvent> appender(
      LoggerContext context, Configuration.Log settings) {
    Encoder<ILoggingEvent> service = settings.json() ? new JsonEncoder() : text(context);
    service.setContext(context);
    service.start();
    OutputStreamAppender<ILoggingEvent> appender =
        settings.file().map(Logging::toFile).orElseGet(Logging::toStandardError);
    appender.setContext(context);
    appender.setEncoder(new LogLines(service));
    appender.start();
    return appender;
  }

  private static OutputStreamAppender<ILoggingEvent> toFile(Path path) {
    FileAppender<ILoggingEvent> appender = new FileAppender<>();
    appender.setFile(path.toString());
    return appender;
  }

  private static OutputStreamAppender<ILoggingEvent> toStandardError() {
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setTarget("System.err");
    return appender;
  }

  private static Encoder<ILoggingEvent> text(LoggerContext context) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(TEXT);
    return encoder;
  }

  /** Both logs in one stream: a line of the access log is complete as it is. */
  private static final class LogLines extends EncoderBase<ILoggingEvent> {

    private final Encoder<ILoggingEvent> service;

    LogLines(Encoder<ILoggingEvent> service) {
      this.service = service;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
      return event.getLoggerName().equals(REQUESTS)
          ? (event.getFormattedMessage() + "\n").getBytes(UTF_8)
          : service.encode(event);
    }

    @Override
    public byte[] headerBytes() {
      return service.headerBytes();
    }

    @Override
    public byte[] footerBytes() {
      return service.footerBytes();
    }
  }
}
