package com.cipherquay.proxy.admin;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * What is counted. Labels are operations, status codes and outcomes: a bounded set, and never a
 * bucket, a key or an address. Thread-safe.
 */
public final class Metrics {

  private static final double[] SECONDS = {
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60
  };

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Map<String, LongSupplier> cacheHits = new ConcurrentHashMap<>();
  private final Map<String, LongSupplier> cacheMisses = new ConcurrentHashMap<>();
  private final Counter requests;
  private final Counter received;
  private final Counter sent;
  private final Counter aborted;
  private final Histogram durations;
  private final Counter storeCalls;
  private final Histogram storeDurations;

  /**
   * @param version of the program, shown as a label
   */
  public Metrics(String version) {
    Info.builder()
        .name("cipherquay_build")
        .help("The version that runs.")
        .labelNames("version")
        .register(registry)
        .setLabelValues(version);
    requests = counter("cipherquay_requests", "S3 requests answered.", "operation", "status");
    received = counter("cipherquay_received_bytes", "Bodies received from clients.", "operation");
    sent = counter("cipherquay_sent_bytes", "Bodies sent to clients.", "operation");
    aborted =
        counter("cipherquay_aborted_requests", "Answers broken off in the middle.", "operation");
    durations =
        histogram("cipherquay_request_duration", "From head to end of answer.", "operation");
    storeCalls = counter("cipherquay_store_calls", "Calls to the store.", "call", "outcome");
    storeDurations =
        histogram("cipherquay_store_call_duration", "Until the store's answer begins.", "call");
    heap();
    caches();
  }

  private void heap() {
    GaugeWithCallback.builder()
        .name("cipherquay_heap_used_bytes")
        .help("Java heap in use, garbage included.")
        .callback(
            gauge -> {
              Runtime runtime = Runtime.getRuntime();
              gauge.call((double) (runtime.totalMemory() - runtime.freeMemory()));
            })
        .register(registry);
  }

  private Counter counter(String name, String help, String... labels) {
    return Counter.builder().name(name).help(help).labelNames(labels).register(registry);
  }

  private Histogram histogram(String name, String help, String label) {
    return Histogram.builder()
        .name(name)
        .help(help)
        .unit(Unit.SECONDS)
        .labelNames(label)
        .classicOnly()
        .classicUpperBounds(SECONDS)
        .register(registry);
  }

  /**
   * A request of the S3 listener.
   *
   * @param operation as AWS names it, or one word for all that are not known
   * @param status the HTTP status
   * @param receivedBytes of the body received
   * @param sentBytes of the body sent
   * @param nanos from the end of the head to the end of the answer
   */
  public void request(
      String operation, int status, long receivedBytes, long sentBytes, long nanos) {
    requests.labelValues(operation, Integer.toString(status)).inc();
    received.labelValues(operation).inc((double) receivedBytes);
    sent.labelValues(operation).inc((double) sentBytes);
    durations.labelValues(operation).observe(Unit.nanosToSeconds(nanos));
  }

  /** An answer was broken off in the middle. */
  public void aborted(String operation) {
    aborted.labelValues(operation).inc();
  }

  /**
   * A call to the store.
   *
   * @param call the method of the port
   * @param outcome {@code ok} or the fault
   * @param nanos until it returned
   */
  public void storeCall(String call, String outcome, long nanos) {
    storeCalls.labelValues(call, outcome).inc();
    storeDurations.labelValues(call).observe(Unit.nanosToSeconds(nanos));
  }

  /**
   * Counts for itself what listings could not show.
   *
   * @param count growing only
   */
  public void undecryptableNames(LongSupplier count) {
    CounterWithCallback.builder()
        .name("cipherquay_undecryptable_names")
        .help("Objects met in listings that this vault did not write; clients do not see them.")
        .callback(counter -> counter.call((double) count.getAsLong()))
        .register(registry);
  }

  /**
   * A cache that counts for itself.
   *
   * @param name what it holds
   * @param hits lookups that it answered, growing only
   * @param misses lookups that it could not answer, growing only
   */
  public void cache(String name, LongSupplier hits, LongSupplier misses) {
    cacheHits.put(name, hits);
    cacheMisses.put(name, misses);
  }

  private void caches() {
    cache("cipherquay_cache_hits", "Lookups that a cache answered.", cacheHits);
    cache("cipherquay_cache_misses", "Lookups that a cache could not answer.", cacheMisses);
  }

  private void cache(String name, String help, Map<String, LongSupplier> counts) {
    CounterWithCallback.builder()
        .name(name)
        .help(help)
        .labelNames("cache")
        .callback(
            counter ->
                counts.forEach((cache, count) -> counter.call((double) count.getAsLong(), cache)))
        .register(registry);
  }

  /** The text that Prometheus reads, version 0.0.4. */
  byte[] text() {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try {
      write(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toByteArray();
  }

  private void write(OutputStream text) throws IOException {
    PrometheusTextFormatWriter.create().write(text, registry.scrape());
  }
}
