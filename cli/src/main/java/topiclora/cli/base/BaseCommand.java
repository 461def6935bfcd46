package topiclora.cli.base;

import picocli.CommandLine.Command;

/** The group of commands about base models. */
@Command(name = "base", description = "Fetch and list base models.")
public final class BaseCommand {}
