/** Places documents in a plane so that neighbours lie beside each other. */
@NullMarked
package topiclora.report.internal.map;

import org.jspecify.annotations.NullMarked;
