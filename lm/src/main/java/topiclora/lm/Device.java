package topiclora.lm;

/** What a model is computed on; one for all models of a process. */
public enum Device {
  /** The processor. */
  CPU,

  /**
   * The first NVIDIA card; wants CUDA, cuDNN and the libraries of the Maven profile {@code cuda}.
   */
  CUDA
}
