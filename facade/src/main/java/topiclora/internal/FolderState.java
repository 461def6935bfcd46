package topiclora.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;
import topiclora.lm.TopicLoraException.BadModel;

/**
 * Which model lies in a folder, to see whether another program has replaced it since. Told by the
 * attributes of its card alone: to open the card would free the lock that a change holds on it.
 */
public record FolderState(@Nullable Object fileKey, FileTime modified, long bytes) {

  /**
   * As it is now.
   *
   * @throws BadModel where there is no model
   */
  public static FolderState of(Path model) {
    try {
      var card = Files.readAttributes(model.resolve("model.json"), BasicFileAttributes.class);
      return new FolderState(card.fileKey(), card.lastModifiedTime(), card.size());
    } catch (IOException e) {
      throw new BadModel("no model at " + model + " any more: it was moved or removed");
    }
  }
}
