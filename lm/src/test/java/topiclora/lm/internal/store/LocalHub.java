package topiclora.lm.internal.store;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import topiclora.lm.internal.io.Sha256;

/**
 * A hub on this machine: a list of files at one address, which sends on to a second one for the
 * large files as the real one does.
 */
final class LocalHub implements AutoCloseable {
  static final String REVISION = "0123456789abcdef0123456789abcdef01234567";

  private final Map<String, byte[]> files = new TreeMap<>();
  private final List<String> log = new CopyOnWriteArrayList<>();
  private final HttpServer front = start(this::front);
  private final HttpServer store = start(this::store);
  private final AtomicInteger breaks = new AtomicInteger();
  private volatile boolean lies;

  private interface Handler {
    void handle(HttpExchange exchange) throws IOException;
  }

  LocalHub file(String name, byte[] content) {
    files.put(name, content);
    return this;
  }

  LocalHub file(String name, String content) {
    return file(name, content.getBytes(StandardCharsets.UTF_8));
  }

  /** Breaks off that many transfers of a large file in the middle. */
  LocalHub breaking(int times) {
    breaks.set(times);
    return this;
  }

  /** Says another SHA-256 for large files than theirs. */
  LocalHub lying() {
    lies = true;
    return this;
  }

  URI uri() {
    return URI.create("http://localhost:" + front.getAddress().getPort());
  }

  /** Requests so far, as {@code front GET /path Range token}. */
  List<String> log() {
    return log;
  }

  @Override
  public void close() {
    front.stop(0);
    store.stop(0);
  }

  private static HttpServer start(Handler handler) {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      HttpServer server = HttpServer.create(address, 0);
      server.createContext("/", handler::handle);
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void front(HttpExchange exchange) throws IOException {
    String path = note("front", exchange);
    String prefix = "/org/tiny/resolve/" + REVISION + "/";
    if (path.equals("/api/models/org/tiny")) {
      send(exchange, 200, list().getBytes(StandardCharsets.UTF_8), 0);
    } else if (!path.startsWith(prefix)) {
      send(exchange, 404, new byte[0], 0);
    } else if (path.endsWith(".safetensors")) {
      byte[] content = files.getOrDefault(path.substring(prefix.length()), new byte[0]);
      byte[] hash = Sha256.digest().digest(lies ? new byte[] {1} : content);
      exchange.getResponseHeaders().set("X-Linked-Size", "" + content.length);
      exchange
          .getResponseHeaders()
          .set("X-Linked-ETag", '"' + HexFormat.of().formatHex(hash) + '"');
      String to =
          "http://127.0.0.1:"
              + store.getAddress().getPort()
              + "/"
              + path.substring(prefix.length());
      exchange.getResponseHeaders().set("Location", to);
      send(exchange, 302, new byte[0], 0);
    } else {
      send(exchange, 200, files.getOrDefault(path.substring(prefix.length()), new byte[0]), 0);
    }
  }

  private void store(HttpExchange exchange) throws IOException {
    byte[] content = files.getOrDefault(note("store", exchange).substring(1), new byte[0]);
    String range = exchange.getRequestHeaders().getFirst("Range");
    int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
    if (breaks.getAndDecrement() > 0) {
      exchange.sendResponseHeaders(range == null ? 200 : 206, content.length - from);
      exchange.getResponseBody().write(content, from, (content.length - from) / 2);
      exchange.getResponseBody().flush();
      throw new IOException("the connection breaks");
    }
    send(exchange, range == null ? 200 : 206, content, from);
  }

  private String note(String server, HttpExchange exchange) {
    String range = exchange.getRequestHeaders().getFirst("Range");
    String token = exchange.getRequestHeaders().getFirst("Authorization");
    String path = exchange.getRequestURI().getPath();
    log.add(
        server
            + " "
            + path
            + (range == null ? "" : " " + range)
            + (token == null ? "" : " " + token));
    return path;
  }

  private String list() {
    StringBuilder siblings = new StringBuilder();
    files.forEach(
        (name, content) ->
            siblings.append("{\"rfilename\":\"%s\",\"size\":%d},".formatted(name, content.length)));
    siblings.append("{\"rfilename\":\"../evil.json\"}");
    return "{\"sha\":\"" + REVISION + "\",\"siblings\":[" + siblings + "]}";
  }

  private static void send(HttpExchange exchange, int status, byte[] content, int from)
      throws IOException {
    byte[] body = Arrays.copyOfRange(content, from, content.length);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
