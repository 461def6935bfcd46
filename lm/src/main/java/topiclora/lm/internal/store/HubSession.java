package topiclora.lm.internal.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Connections to the hub, kept open from file to file. */
final class HubSession implements AutoCloseable {
  private static final int HOPS = 6;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private final Hub hub;
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(PATIENCE)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /**
   * An answer, with what the hub itself said about the file before it sent us elsewhere.
   *
   * @param bytes of the whole file, where the hub said it
   * @param sha256 of the whole file, where the hub said it
   */
  record Answer(int status, InputStream body, OptionalLong bytes, Optional<String> sha256)
      implements AutoCloseable {
    @Override
    public void close() throws IOException {
      body.close();
    }
  }

  HubSession(Hub hub) {
    this.hub = hub;
  }

  /**
   * Asks for a path of the hub and follows where it leads.
   *
   * <p>Not left to the client: that would carry the token to other hosts, and lose the headers of
   * the first answer.
   *
   * @param from the first byte wanted; status 206 says that the body starts there
   */
  Answer get(String path, long from) throws IOException {
    URI uri = URI.create(hub.endpoint() + path);
    HttpResponse<InputStream> response = send(uri, from);
    HttpHeaders first = response.headers();
    for (int hop = 0; isRedirect(response); hop++) {
      response.body().close();
      if (hop == HOPS) {
        throw new IOException(hub.endpoint() + path + " redirects without end");
      }
      uri = next(uri, response.headers());
      response = send(uri, from);
    }
    return new Answer(
        response.statusCode(),
        response.body(),
        first.firstValueAsLong("X-Linked-Size"),
        sha256(first));
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  private HttpResponse<InputStream> send(URI uri, long from) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).timeout(PATIENCE).header("User-Agent", "topiclora");
    String token = hub.token();
    if (token != null && hub.owns(uri)) {
      request.header("Authorization", "Bearer " + token);
    }
    if (from > 0) {
      request.header("Range", "bytes=" + from + "-");
    }
    try {
      return client.send(request.build(), BodyHandlers.ofInputStream());
    } catch (ConnectException | HttpTimeoutException e) {
      throw new IOException(
          "no answer from " + uri.getHost() + "; offline? HF_ENDPOINT can name a mirror", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  private static boolean isRedirect(HttpResponse<?> response) {
    return response.statusCode() / 100 == 3
        && response.headers().firstValue("Location").isPresent();
  }

  private static URI next(URI uri, HttpHeaders headers) throws IOException {
    URI next = uri.resolve(headers.firstValue("Location").orElseThrow());
    boolean keepsSecret = "https".equals(next.getScheme()) || !"https".equals(uri.getScheme());
    if (!keepsSecret) {
      throw new IOException(uri.getHost() + " redirects to an unencrypted address");
    }
    return next;
  }

  /** Large files have their SHA-256 as entity tag; the tags of small ones are something else. */
  private static Optional<String> sha256(HttpHeaders headers) {
    return headers
        .firstValue("X-Linked-ETag")
        .or(() -> headers.firstValue("ETag"))
        .map(tag -> tag.replace("W/", "").replace("\"", ""))
        .filter(tag -> SHA256.matcher(tag).matches());
  }
}
