/** Chat templates: the Jinja of a base model, run as untrusted code. */
@NullMarked
package topiclora.lm.internal.template;

import org.jspecify.annotations.NullMarked;
