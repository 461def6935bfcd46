/** The bundled sample and the tour of every use. */
@NullMarked
package topiclora.cli.demo;

import org.jspecify.annotations.NullMarked;
