package topiclora;

import java.util.Map;
import topiclora.lm.BaseStore;
import topiclora.lm.ComputeOptions;
import topiclora.lm.Progress;

/**
 * What {@link TopicLora#open(OpenOptions)} is opened with.
 *
 * @param base name of a base model ({@link BaseStore#DEFAULT}, {@code hf:org/name}), or the path of
 *     a GGUF file or a Hugging Face folder; fetched into the cache where it is missing
 * @param compute device, element type and threads
 * @param progress hears of long work, and of what a person should know, such as documents that were
 *     left out; called from the thread that computes
 * @param environment where the cache is looked up ({@code XDG_CACHE_HOME}, {@code HOME}) and the
 *     hub ({@code HF_ENDPOINT})
 */
public record OpenOptions(
    String base, ComputeOptions compute, Progress progress, Map<String, String> environment) {
  public OpenOptions {
    environment = Map.copyOf(environment);
  }

  /** The default base on the processor, all cores, silently. */
  public static OpenOptions defaults() {
    return new OpenOptions(
        BaseStore.DEFAULT, ComputeOptions.defaults(), Progress.SILENT, System.getenv());
  }

  public OpenOptions withBase(String base) {
    return new OpenOptions(base, compute, progress, environment);
  }

  public OpenOptions withCompute(ComputeOptions compute) {
    return new OpenOptions(base, compute, progress, environment);
  }

  public OpenOptions withProgress(Progress progress) {
    return new OpenOptions(base, compute, progress, environment);
  }

  public OpenOptions withEnvironment(Map<String, String> environment) {
    return new OpenOptions(base, compute, progress, environment);
  }
}
