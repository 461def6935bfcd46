/** Base models in the cache. */
@NullMarked
package topiclora.cli.base;

import org.jspecify.annotations.NullMarked;
