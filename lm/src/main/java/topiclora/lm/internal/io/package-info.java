/** Files written whole or not at all, locks, SHA-256 and JSON. */
@NullMarked
package topiclora.lm.internal.io;

import org.jspecify.annotations.NullMarked;
