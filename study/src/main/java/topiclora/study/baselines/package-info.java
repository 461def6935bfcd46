/** What vectors are compared with: LDA, TF-IDF, hidden states, a LoRA for each document. */
@NullMarked
package topiclora.study.baselines;

import org.jspecify.annotations.NullMarked;
