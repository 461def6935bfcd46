package topiclora;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every example in the javadoc of the library compiles, each for itself. An example may use the
 * names that {@link #CONTEXT} declares.
 */
final class JavadocExamplesTest {
  private static final Pattern BLOCK =
      Pattern.compile("(?s)<pre>\\{@code\\n(.*?)\\n\\s*\\*\\s*\\}</pre>");
  private static final Pattern STAR = Pattern.compile("(?m)^\\s*\\* ?");

  @SuppressWarnings("InlineFormatString") // the class javadoc points to it
  private static final String CONTEXT =
      """
      import java.nio.file.*;
      import java.util.*;
      import java.util.function.*;
      import java.util.stream.*;
      %s
      @SuppressWarnings("unused")
      class Example%d {
        static TopicLora lora;
        static BaseModel base;
        static TopicModel model;
        static Corpus corpus;
        static TokenizedCorpus tokenized;
        static TokenizedCorpus catalogue;
        static LearningOptions options;
        static Texts texts;
        static Retriever retriever;
        static List<Question> questions;
        static List<QuestionContext> asked;
        static List<ChatMessage> messages;
        static List<int[]> prompts;
        static IntPredicate newline;
        static Adapter adapter;
        static Tensor x;
        static Tensor h;
        static Tensor w;
        static Path folder;
        static Path path;
        static String text;

        %s
      }
      """;

  @TempDir private Path classes;

  @Test
  void everyExampleCompiles() throws IOException {
    List<Path> sources = sources();
    String imports = imports(sources);
    List<JavaFileObject> examples = new ArrayList<>();
    for (Path source : sources) {
      Matcher block = BLOCK.matcher(Files.readString(source));
      while (block.find()) {
        String example = STAR.matcher(block.group(1)).replaceAll("");
        examples.add(source(examples.size(), source, imports, example));
      }
    }
    assertThat(examples).hasSizeGreaterThan(20);
    assertThat(compile(examples)).isEmpty();
  }

  private static List<Path> sources() throws IOException {
    List<Path> sources = new ArrayList<>();
    for (String module : List.of("lm", "core", "plugins", "report", "facade")) {
      try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
        files.filter(file -> file.toString().endsWith(".java")).sorted().forEach(sources::add);
      }
    }
    return sources;
  }

  /** All packages; no two types have one name. */
  private static String imports(List<Path> sources) {
    Set<String> packages = new TreeSet<>();
    for (Path source : sources) {
      Path below = source.subpath(5, source.getNameCount() - 1);
      packages.add(below.toString().replace(source.getFileSystem().getSeparator(), "."));
    }
    return packages.stream().map(name -> "import " + name + ".*;").collect(joining("\n"));
  }

  private String compile(List<JavaFileObject> examples) {
    StringWriter said = new StringWriter();
    List<String> options =
        List.of(
            "-proc:none", "-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
    boolean compiled =
        ToolProvider.getSystemJavaCompiler()
            .getTask(said, null, null, options, null, examples)
            .call();
    return compiled ? "" : said.toString();
  }

  private static JavaFileObject source(int number, Path from, String imports, String example) {
    String body;
    if (example.startsWith("public ")) { // a type of its own
      body = "interface Mailbox extends DocumentSource {}\n" + type(example);
    } else {
      String end = example.contains("return ") ? "" : "\nreturn null;";
      body = "static Object example() throws Exception {\n" + example + end + "\n}";
    }
    String source = "// " + from + "\n" + CONTEXT.formatted(imports, number, body);
    return new SimpleJavaFileObject(
        URI.create("string:///Example%d.java".formatted(number)), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return source;
      }
    };
  }

  private static String type(String example) {
    return example
        .replace("public final class", "static abstract class")
        .replace("new Mailbox(path)", "mailbox(path)")
        .replace(
            "implements CorpusFormat {",
            "implements CorpusFormat {\n abstract Mailbox mailbox(Path p);");
  }
}
