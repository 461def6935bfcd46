package topiclora.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The script {@code topiclora} in a small copy of the house, with scripts in place of JDK and
 * Maven.
 */
@DisabledOnOs(OS.WINDOWS)
final class LauncherTest {
  @TempDir Path temporary;
  private Path house;
  private Path tools;
  private List<String> modules = List.of();

  @BeforeEach
  void aHouse() throws IOException {
    house = Files.createDirectories(temporary.resolve("a house"));
    tools = Files.createDirectories(temporary.resolve("tools"));
    modules = modules();
    for (String file : List.of("pom.xml", ".mvn/x")) {
      write(house.resolve(file), "");
    }
    for (String module : modules) {
      write(house.resolve(module + "/pom.xml"), "");
      write(house.resolve(module + "/src/main/A.java"), "");
    }
    write(house.resolve("cli/src/main/B.java"), "");
    script(house.resolve("topiclora"), Files.readString(Path.of("../topiclora")));
    maven("sleep 0.3");
    jdk("jdk-25", "25.0.1");
    age(house);
  }

  @Test
  void theFirstUseBuildsAndTheSecondDoesNot() throws Exception {
    CliRun first = launch("jdk-25", "base", "two words");
    assertThat(first.err()).contains("building (first use");
    assertThat(first.exit()).isZero();
    assertThat(first.out())
        .contains("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow")
        .contains("topiclora.cli.Main|base|two words|");
    assertThat(launch("jdk-25", "base").err()).isEmpty();
    assertThat(builds()).isEqualTo(1);
  }

  /** What the program is made of is what the house is built of, but for the benchmarks. */
  @Test
  void everyModuleIsRunAndLookedAtForChanges() throws Exception {
    launch("jdk-25");
    List<String> jars;
    try (Stream<Path> files = Files.walk(house.resolve("target/topiclora/cli"))) {
      jars = files.map(f -> f.getFileName().toString()).filter(f -> f.endsWith(".jar")).toList();
    }
    assertThat(jars)
        .containsExactlyInAnyOrderElementsOf(modules.stream().map(LauncherTest::jar).toList());
    for (String module : modules) {
      write(house.resolve(module + "/src/main/A.java"), "changed");
      assertThat(launch("jdk-25").err()).as(module).contains("building after a change");
    }
  }

  /** Those of the program, in the order of the build. */
  private static List<String> modules() throws IOException {
    List<String> modules =
        Pattern.compile("<module>(\\w+)</module>")
            .matcher(Files.readString(Path.of("../pom.xml")))
            .results()
            .map(module -> module.group(1))
            .filter(module -> !module.equals("bench"))
            .distinct()
            .toList();
    assertThat(modules).hasSizeGreaterThan(5).endsWith("cli");
    return modules;
  }

  private static String jar(String module) {
    return module.equals("facade") ? "topiclora.jar" : "topiclora-" + module + ".jar";
  }

  @Test
  void aChangedOrDeletedSourceIsBuiltAgain() throws Exception {
    launch("jdk-25");
    write(house.resolve("core/src/main/A.java"), "changed");
    assertThat(launch("jdk-25").err()).contains("building after a change");
    Files.setLastModifiedTime(
        house.resolve("core/src/main/A.java"),
        FileTime.from(Instant.EPOCH)); // not what counts here
    Files.delete(house.resolve("cli/src/main/B.java"));
    launch("jdk-25");
    assertThat(builds()).isEqualTo(3);
  }

  @Test
  void twoAtOnceBuildOnce() throws Exception {
    List<Process> launched = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      launched.add(start(house.resolve("topiclora"), "jdk-25"));
    }
    for (Process process : launched) {
      assertThat(finish(process).exit()).isZero();
    }
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void aFailedBuildShowsItsErrorsAndIsTriedAgain() throws Exception {
    maven("echo '[INFO] noise'; echo '[ERROR] B.java: no such symbol'; exit 1");
    CliRun run = launch("jdk-25");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("no such symbol", "build.log").doesNotContain("noise");
    maven("true");
    assertThat(launch("jdk-25").exit()).isZero();
  }

  @Test
  void itWorksThroughALinkFromAnotherFolder() throws Exception {
    Path link = Files.createSymbolicLink(tools.resolve("t"), Path.of("../a house/topiclora"));
    assertThat(finish(start(link, "jdk-25", "x")).out()).contains("topiclora.cli.Main|x|");
  }

  @Test
  void theProgramLearnsItsNameAndThatIdleThreadsAreToSleep() throws Exception {
    script(tools.resolve("jdk-25/bin/java"), "echo $TOPICLORA_COMMAND,$OMP_WAIT_POLICY");
    assertThat(launch("jdk-25").out().strip()).isEqualTo(house.resolve("topiclora") + ",passive");
    Files.createSymbolicLink(tools.resolve("topiclora"), house.resolve("topiclora"));
    script(tools.resolve("call"), "exec /bin/bash \"$(command -v topiclora)\"");
    assertThat(finish(start(tools.resolve("call"), "jdk-25")).out()).startsWith("topiclora,");
  }

  @Test
  void anOldJavaHomeIsPassedOverForANewerJava() throws Exception {
    jdk("jdk-17", "17.0.9");
    jdk("jdk-21", "21");
    Files.createSymbolicLink(tools.resolve("java"), tools.resolve("jdk-21/bin/java"));
    CliRun run = launch("jdk-17");
    assertThat(run.out()).startsWith("jdk-21|").doesNotContain("sun-misc");
  }

  @Test
  void withoutMavenTheMessageSaysWhatToInstall() throws Exception {
    Files.delete(tools.resolve("mvn"));
    CliRun run = launch("jdk-25");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("Maven is missing").contains("install");
  }

  private CliRun launch(String javaHome, String... args) throws Exception {
    return finish(start(house.resolve("topiclora"), javaHome, args));
  }

  private Process start(Path launcher, String javaHome, String... args) throws IOException {
    List<String> command = new ArrayList<>(List.of("/bin/bash", launcher.toString()));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command).directory(temporary.toFile());
    Map<String, String> environment = builder.environment();
    environment.put("PATH", tools + ":" + system());
    environment.put("HOME", temporary.toString());
    environment.put("JAVA_HOME", tools.resolve(javaHome).toString());
    environment.remove("TOPICLORA_JAVA_OPTS");
    return builder.start();
  }

  private static CliRun finish(Process process) throws Exception {
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
    return new CliRun(process.waitFor(), out, err);
  }

  /** What the script needs from the system and no more, so that its Java and Maven stay out. */
  private Path system() throws IOException {
    Path folder = Files.createDirectories(temporary.resolve("system"));
    for (String tool :
        List.of(
            "dirname",
            "readlink",
            "find",
            "grep",
            "tail",
            "head",
            "cp",
            "mv",
            "mkdir",
            "touch",
            "rm",
            "sleep",
            "stty",
            "env",
            "cat",
            "flock")) {
      for (String bin : List.of("/usr/bin", "/bin")) {
        if (Files.exists(Path.of(bin, tool)) && !Files.exists(folder.resolve(tool))) {
          script(folder.resolve(tool), "exec " + Path.of(bin, tool) + " \"$@\"");
        }
      }
    }
    return folder;
  }

  private void jdk(String name, String version) throws IOException {
    Path jdk = tools.resolve(name);
    write(jdk.resolve("release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"" + version + "\"\n");
    script(jdk.resolve("bin/javac"), "");
    script(jdk.resolve("bin/java"), "printf '%s|' " + name + " \"$@\"");
  }

  private void maven(String body) throws IOException {
    script(
        tools.resolve("mvn"),
        "echo build >> '"
            + temporary
            + "/builds'\n"
            + body
            + "\nmkdir -p cli/target/lib\n"
            + modules.stream()
                .map(m -> "mkdir -p %1$s/target\ntouch %1$s/target/%2$s\n".formatted(m, jar(m)))
                .collect(joining()));
  }

  private long builds() throws IOException {
    return Files.readAllLines(temporary.resolve("builds")).size();
  }

  /** Makes all of it an hour old. */
  private static void age(Path folder) throws IOException {
    FileTime then = FileTime.from(Instant.now().minusSeconds(3600));
    List<Path> all;
    try (Stream<Path> walk = Files.walk(folder)) {
      all = walk.toList();
    }
    for (Path path : all) {
      Files.setLastModifiedTime(path, then);
    }
  }

  private static Path write(Path path, String content) throws IOException {
    Files.createDirectories(path.getParent());
    return Files.writeString(path, content);
  }

  private static void script(Path path, String body) throws IOException {
    String text = body.startsWith("#!") ? body : "#!/bin/sh\n" + body;
    Files.setPosixFilePermissions(write(path, text), PosixFilePermissions.fromString("rwx------"));
  }
}
