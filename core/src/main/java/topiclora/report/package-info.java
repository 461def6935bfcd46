/**
 * All that there is to see of a model, as one value and as files: a page that needs no network,
 * tables, JSON.
 */
@NullMarked
package topiclora.report;

import org.jspecify.annotations.NullMarked;
