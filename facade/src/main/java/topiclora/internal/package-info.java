/** What stands behind the facade: resumable fits, kept texts, one thread that computes. */
@NullMarked
package topiclora.internal;

import org.jspecify.annotations.NullMarked;
