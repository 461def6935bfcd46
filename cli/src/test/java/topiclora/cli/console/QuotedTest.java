package topiclora.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class QuotedTest {
  @Test
  void whatAShellWouldSplitOrReadIsQuoted() {
    assertThat(Quoted.command(shell(Map.of()), "similar", "my model", "a'b", "$x", "plain-1.model"))
        .isEqualTo("topiclora similar 'my model' 'a'\\''b' '$x' plain-1.model");
    assertThat(Quoted.of("")).isEqualTo("''");
    assertThat(Quoted.of("a\u001b[2J")).doesNotContain("\u001b");
  }

  @Test
  void theProgramIsCalledAsTheUserCalledIt() {
    Shell shell = shell(Map.of("TOPICLORA_COMMAND", "./topiclora"));
    assertThat(Quoted.command(shell, "demo")).isEqualTo("./topiclora demo");
  }

  @Test
  void theHomeFolderIsShortWhereAShellUnderstandsIt() {
    Shell shell = shell(Map.of("HOME", "/home/ada"));
    assertThat(Quoted.path(shell, Path.of("/home/ada/.cache/m"))).isEqualTo("~/.cache/m");
    assertThat(Quoted.path(shell, Path.of("/home/ada/my model"))).isEqualTo("'/home/ada/my model'");
    assertThat(Quoted.path(shell, Path.of("/home/adam/m"))).isEqualTo("/home/adam/m");
  }

  private static Shell shell(Map<String, String> environment) {
    return new Shell(System.out, System.err, 0, environment);
  }
}
