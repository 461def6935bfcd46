/**
 * What users depend on. {@link topiclora.TopicLora} opens a base model and fits or loads models;
 * {@link topiclora.TopicLoraModel} is asked for topics, neighbours, outliers and answers.
 *
 * <p>Read {@code TopicLora} first, then {@code TopicLoraModel}. Options are records with defaults,
 * the same as those of the command line; results are records whose JSON is what {@code --json}
 * prints. Documents come from {@link topiclora.corpus}, the language model from {@link
 * topiclora.lm}; whatever lies in a package called {@code internal} may change at any time.
 *
 * <p>It has more than fifteen files so that a program imports from one place: the two facades, then
 * options, then results, whose names end so; the rest is package-private.
 */
@NullMarked
package topiclora;

import org.jspecify.annotations.NullMarked;
