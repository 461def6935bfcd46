package topiclora.lm.internal.store;

import java.util.Optional;
import java.util.regex.Pattern;

/** The name of a base model, with characters that cannot lead out of the cache's folder. */
public record BaseName(String text) {
  public static final String HUB = "hf:";

  private static final String PART = "[A-Za-z0-9][A-Za-z0-9._-]{0,95}";
  private static final Pattern PLAIN = Pattern.compile(PART);
  private static final Pattern ON_HUB = Pattern.compile(HUB + PART + "/" + PART);
  // The hub forbids "--" in names, so it can stand for the slash in the name of a folder.
  private static final String SLASH = "--";
  private static final String HUB_FOLDER = "hf" + SLASH;

  public static BaseName of(String text) {
    boolean wellFormed = ON_HUB.matcher(text).matches() || PLAIN.matcher(text).matches();
    if (!wellFormed || text.contains("..") || text.contains(SLASH)) {
      throw new IllegalArgumentException(
          "\""
              + text
              + "\" is no name of a base model; wanted letters, digits, . _ -, or hf:org/name");
    }
    return new BaseName(text);
  }

  /** The name that the folder was made from, if it was. */
  public static Optional<BaseName> ofFolder(String folder) {
    String text =
        folder.startsWith(HUB_FOLDER)
            ? HUB + folder.substring(HUB_FOLDER.length()).replace(SLASH, "/")
            : folder;
    try {
      return Optional.of(of(text));
    } catch (IllegalArgumentException someOtherFolder) {
      return Optional.empty();
    }
  }

  public boolean isOnHub() {
    return text.startsWith(HUB);
  }

  /** {@code org/name} of a model on the hub. */
  String repository() {
    return text.substring(HUB.length());
  }

  /** One name, never a path. */
  public String folder() {
    return isOnHub() ? HUB_FOLDER + repository().replace("/", SLASH) : text;
  }
}
