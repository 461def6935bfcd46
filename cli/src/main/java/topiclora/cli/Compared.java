package topiclora.cli;

import java.util.List;

/**
 * What {@code --with all} prints.
 *
 * @param recovered of the NLL reduction that text gives, the share that plugins give
 */
record Compared(List<Scored> scores, double recovered) {}
