/**
 * Is the idea true? One class for each of its conjectures, with the fits that it needs, its tables
 * and pictures, and rules that turn figures into verdicts.
 */
@NullMarked
package topiclora.study;

import org.jspecify.annotations.NullMarked;
