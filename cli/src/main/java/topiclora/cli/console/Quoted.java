package topiclora.cli.console;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Command lines that can be copied from the screen into a shell. */
public final class Quoted {
  private static final Pattern PLAIN = Pattern.compile("[\\p{Alnum}_./:,=@%+-]+");

  private Quoted() {}

  /** {@code ./topiclora similar 'my model' a-1}: this program with these arguments. */
  public static String command(Shell shell, List<String> args) {
    return program(shell) + args.stream().map(arg -> " " + of(arg)).collect(joining());
  }

  /** The same. */
  public static String command(Shell shell, String... args) {
    return command(shell, List.of(args));
  }

  /** A path, with {@code ~} for the home folder where the shell would understand it. */
  public static String path(Shell shell, Path path) {
    String home = shell.environment().getOrDefault("HOME", "");
    if (!home.isEmpty() && path.startsWith(home) && !path.equals(Path.of(home))) {
      String rest = Path.of(home).relativize(path).toString();
      if (PLAIN.matcher(rest).matches()) {
        return "~/" + rest;
      }
    }
    return of(path.toString());
  }

  /** As one word of a command line. */
  public static String of(String arg) {
    String safe = Printable.of(arg);
    return PLAIN.matcher(safe).matches() ? safe : "'" + safe.replace("'", "'\\''") + "'";
  }

  /** What the user typed to start this program, which the launcher knows. */
  public static String program(Shell shell) {
    return of(shell.environment().getOrDefault("TOPICLORA_COMMAND", "topiclora"));
  }
}
