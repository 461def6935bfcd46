/** What the project is measured by: the geometry of document vectors beside that of its peers. */
@NullMarked
package topiclora.bench;

import org.jspecify.annotations.NullMarked;
