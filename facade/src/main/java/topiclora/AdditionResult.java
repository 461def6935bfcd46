package topiclora;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * What has become of a model by new documents.
 *
 * @param added documents that were folded in, those that replace earlier ones among them
 * @param replaced documents of the same ids that they took the place of
 * @param tooShort documents without a single window, which were left out
 * @param documents that the model has now
 * @param windows of the new documents, held-out ones among them
 * @param seconds that it took
 * @param heldOut NLL of the new documents
 * @param model folder
 */
public record AdditionResult(
    int added,
    int replaced,
    int tooShort,
    int documents,
    long windows,
    double seconds,
    @JsonUnwrapped HeldOutResult heldOut,
    String model) {}
