package topiclora.lm.internal.store;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A file of a model on the hub, as its list of files has it.
 *
 * @param bytes where the list says it
 * @param sha256 where the list says it
 */
record HubFile(String name, OptionalLong bytes, Optional<String> sha256) {}
