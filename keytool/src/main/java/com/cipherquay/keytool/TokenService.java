package com.cipherquay.keytool;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/**
 * The security token service of an upstream (AWS, "AWS Security Token Service API Reference"),
 * asked with the credentials that the AWS SDK finds.
 */
final class TokenService {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int MOST_BYTES = 256 << 10;
  private static final String FORM = "application/x-www-form-urlencoded";

  private final URI endpoint;
  private final String region;

  /**
   * @param endpoint where it answers; over http on this machine only, as it answers with secrets
   * @throws IOException if it is no such address; the message is for the user
   */
  TokenService(URI endpoint, String region) throws IOException {
    String scheme = String.valueOf(endpoint.getScheme());
    String host = String.valueOf(endpoint.getHost());
    boolean here = host.matches("localhost|127\\.[0-9.]+|\\[::1\\]");
    boolean safe = scheme.equals("https") || (scheme.equals("http") && here);
    if (endpoint.getHost() == null || !safe) {
      throw new IOException("the service must be reached over https, not " + endpoint);
    }
    this.endpoint = endpoint.resolve("/");
    this.region = region;
  }

  /** Temporary credentials. */
  record Session(String accessKeyId, String secretAccessKey, String sessionToken, String expires) {

    /** Without the secret, so that it can not slip into a log. */
    @Override
    public String toString() {
      return "Session[" + accessKeyId + "]";
    }
  }

  /**
   * Asks for credentials that may do what the policy says, and no more than the role.
   *
   * @param role its ARN; some services want none
   * @throws IOException if there are none; the message is for the user
   */
  Session assumeRole(Optional<String> role, String policy, Duration duration) throws IOException {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("Action", "AssumeRole");
    form.put("Version", "2011-06-15");
    form.put("RoleSessionName", "cipherquay");
    role.ifPresent(arn -> form.put("RoleArn", arn));
    form.put("DurationSeconds", Long.toString(duration.toSeconds()));
    form.put("Policy", policy);
    byte[] body =
        form.entrySet().stream()
            .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
            .collect(Collectors.joining("&"))
            .getBytes(UTF_8);
    Map<String, String> answer = send(body);
    return new Session(
        text(answer, "AccessKeyId"),
        text(answer, "SecretAccessKey"),
        text(answer, "SessionToken"),
        text(answer, "Expiration"));
  }

  private static String text(Map<String, String> answer, String name) throws IOException {
    String text = answer.get(name);
    if (text == null) {
      throw new IOException("the service answered without " + name);
    }
    return text;
  }

  private Map<String, String> send(byte[] body) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint)
            .timeout(TIMEOUT)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    signed(body).forEach(request::setHeader);
    HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    try {
      HttpResponse<InputStream> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream in = answer.body()) {
        Map<String, String> texts = texts(in.readNBytes(MOST_BYTES));
        if (answer.statusCode() != 200) {
          throw new IOException(
              "the service refused with status %d: %s %s"
                  .formatted(
                      answer.statusCode(),
                      Output.visible(texts.getOrDefault("Code", "")),
                      Output.visible(texts.getOrDefault("Message", ""))));
        }
        return texts;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** The headers of a signed request, without Host, which the HTTP client sets itself. */
  private Map<String, String> signed(byte[] body) throws IOException {
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(endpoint)
            .putHeader("Content-Type", FORM)
            .build();
    AwsCredentials credentials = credentials();
    Map<String, String> headers = new LinkedHashMap<>();
    AwsV4HttpSigner.create()
        .sign(
            sign ->
                sign.identity(credentials)
                    .request(request)
                    .payload(ContentStreamProvider.fromByteArray(body))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "sts")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, region))
        .request()
        .forEachHeader((name, values) -> headers.put(name, String.join(",", values)));
    headers.keySet().removeIf(name -> name.equalsIgnoreCase("host"));
    return headers;
  }

  private static AwsCredentials credentials() throws IOException {
    try (DefaultCredentialsProvider provider = DefaultCredentialsProvider.builder().build()) {
      return provider.resolveCredentials();
    } catch (SdkException e) {
      throw new IOException("no credentials of the upstream were found: " + e.getMessage(), e);
    }
  }

  /** The texts of an XML document by the names of their elements. */
  private static Map<String, String> texts(byte[] xml) throws IOException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    Map<String, String> texts = new HashMap<>();
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(xml));
      String name = "";
      while (reader.hasNext()) {
        int event = reader.next();
        if (event == XMLStreamConstants.START_ELEMENT) {
          name = reader.getLocalName();
        } else if (event == XMLStreamConstants.CHARACTERS) {
          texts.merge(name, reader.getText(), String::concat);
        } else if (event == XMLStreamConstants.END_ELEMENT) {
          name = "";
        }
      }
      return texts;
    } catch (XMLStreamException e) {
      throw new IOException("the service did not answer in XML", e);
    }
  }
}
