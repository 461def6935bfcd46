package topiclora.lm.internal.store;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The Hugging Face hub, or a mirror that speaks as it does.
 *
 * @param endpoint where it is, without a slash at the end
 * @param token sent to the endpoint itself and to no host that it points to
 * @param pause before a failed transfer is tried again
 */
public record Hub(URI endpoint, @Nullable String token, Duration pause) {
  private static final String HUGGING_FACE = "https://huggingface.co";
  private static final Duration PAUSE = Duration.ofSeconds(2);

  public static Hub of(Map<String, String> environment) {
    String named = environment.getOrDefault("HF_ENDPOINT", "").strip().replaceAll("/+$", "");
    String token = environment.getOrDefault("HF_TOKEN", "").strip();
    return new Hub(
        endpoint(named.isEmpty() ? HUGGING_FACE : named), token.isEmpty() ? null : token, PAUSE);
  }

  /** True for the host that the token is meant for. */
  boolean owns(URI uri) {
    return endpoint.getScheme().equalsIgnoreCase(uri.getScheme())
        && endpoint.getAuthority().equalsIgnoreCase(uri.getAuthority());
  }

  private static URI endpoint(String text) {
    try {
      URI uri = new URI(text);
      if (uri.getHost() != null
          && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // The message below says it in our words.
    }
    throw new IllegalArgumentException("HF_ENDPOINT is " + text + ", wanted like " + HUGGING_FACE);
  }
}
