/** What the vectors are about: topics, their words, names, shares and hierarchy. */
@NullMarked
package topiclora.core.internal.topic;

import org.jspecify.annotations.NullMarked;
