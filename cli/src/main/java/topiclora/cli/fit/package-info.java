/** Models made, grown, pruned and measured. */
@NullMarked
package topiclora.cli.fit;

import org.jspecify.annotations.NullMarked;
