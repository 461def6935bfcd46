/** Knowledge plugins: what a question is asked with, and how documents are found and weighed. */
@NullMarked
package topiclora.plugins;

import org.jspecify.annotations.NullMarked;
