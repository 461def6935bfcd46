package topiclora.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import topiclora.cli.fit.StopHint;
import topiclora.lm.TopicLoraException.BadModel;
import topiclora.lm.TopicLoraException.Storage;
import topiclora.lm.internal.io.LockedFile;

/** The right to work on one model's fit, of one process at a time. */
record SoleFit(Path file, LockedFile lock) implements AutoCloseable {

  /** Takes the lock {@code MODEL.fit.lock}, or fails where another fit has it. */
  static SoleFit of(Path model) {
    Path work = StopHint.place(model);
    Path file = work.resolveSibling(work.getFileName() + ".lock");
    try {
      return LockedFile.made(file)
          .map(lock -> new SoleFit(file, lock))
          .orElseThrow(
              () ->
                  new BadModel(
                      "another fit is at work on "
                          + model
                          + "; wait for its end, or name another output"));
    } catch (IOException e) {
      throw Storage.of("cannot lock " + file, e);
    }
  }

  @Override
  public void close() {
    try {
      // Deleted while it is held. Who opened it just before finds the model there already.
      Files.deleteIfExists(file);
      lock.close();
    } catch (IOException e) {
      throw Storage.of("cannot remove " + file, e);
    }
  }
}
