package topiclora;

import java.nio.file.Path;

/**
 * Vectors for other documents with the shared adapter and all options of another model.
 *
 * @param model folder of that model
 * @param maxNonzero dimensions of a plugin's vector that are kept, the others being zero; 0 for
 *     that model's own choice
 * @param restart whether the work of an interrupted fit is thrown away
 */
public record SharedFitOptions(Path model, int maxNonzero, boolean restart) implements FitOptions {
  public SharedFitOptions withMaxNonzero(int maxNonzero) {
    return new SharedFitOptions(model, maxNonzero, restart);
  }

  @Override
  public SharedFitOptions withRestart(boolean restart) {
    return new SharedFitOptions(model, maxNonzero, restart);
  }
}
