/** What a document's vector does to the base: the forms of modulation, one small type each. */
@NullMarked
package topiclora.adapter;

import org.jspecify.annotations.NullMarked;
