/** Files written whole or not at all, locks, and JSON files. */
@NullMarked
package topiclora.lm.internal.io;

import org.jspecify.annotations.NullMarked;
