package topiclora.lm.internal.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import topiclora.lm.Progress;
import topiclora.lm.TopicLoraException.BadBase;
import topiclora.lm.internal.io.JsonMapping;

/** The files of one model on the hub that it takes to run it. */
public final class HubModel {
  private static final int LONGEST_LIST = 16 << 20;
  private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,200}");
  private static final Pattern REVISION = Pattern.compile("[0-9a-f]{7,64}");
  private static final String INDEX = "model.safetensors.index.json";
  private static final List<String> WANTED =
      List.of(
          "config.json",
          "generation_config.json",
          "tokenizer.json",
          "tokenizer_config.json",
          "special_tokens_map.json",
          "chat_template.jinja");

  private final Hub hub;
  private final BaseName name;

  public HubModel(Hub hub, BaseName name) {
    this.hub = hub;
    this.name = name;
  }

  /**
   * Fetches the newest revision into a folder below {@code work}, and goes on with files of that
   * revision that a killed fetch left there.
   */
  public Path fetch(Path work, Progress progress) throws IOException {
    try (HubSession session = new HubSession(hub)) {
      JsonNode model = describe(session);
      String revision = model.path("sha").asText();
      if (!REVISION.matcher(revision).matches()) {
        throw new BadBase(
            "the hub's answer about " + name.text() + " has no revision; another API?");
      }
      Path folder = Files.createDirectories(work.resolve(revision));
      dropOtherRevisions(work, folder);
      Map<String, HubFile> listed = files(model);
      HubDownload download = new HubDownload(session, hub.pause(), prefix(revision), folder);
      fetch(listed, wanted(listed), download, progress);
      if (listed.containsKey(INDEX)) {
        fetch(listed, shards(folder.resolve(INDEX)), download, progress);
      }
      return folder;
    }
  }

  private void fetch(
      Map<String, HubFile> listed, List<String> names, HubDownload download, Progress progress)
      throws IOException {
    for (String file : names) {
      HubFile known = listed.get(file);
      if (known == null) {
        throw new BadBase(name.text() + " has no " + file + ", which its index names");
      }
      download.fetch(known, progress);
    }
  }

  private JsonNode describe(HubSession session) throws IOException {
    try (HubSession.Answer answer =
        session.get("/api/models/" + name.repository() + "?blobs=true", 0)) {
      switch (answer.status()) {
        case 200 -> {}
        case 401, 403, 404 ->
            throw new BadBase(
                "the hub has no "
                    + name.text()
                    + " for us (status "
                    + answer.status()
                    + "); misspelt, or gated: then HF_TOKEN has to hold your token");
        default -> throw new IOException("the hub answered with status " + answer.status());
      }
      return JsonMapping.PLAIN.readTree(answer.body().readNBytes(LONGEST_LIST));
    } catch (JsonProcessingException e) {
      throw new BadBase("the answer of " + hub.endpoint() + " is no JSON; not a hub?");
    }
  }

  private List<String> wanted(Map<String, HubFile> listed) {
    String weights = listed.containsKey(INDEX) ? INDEX : "model.safetensors";
    for (String needed : List.of("config.json", weights)) {
      if (!listed.containsKey(needed)) {
        throw new BadBase(
            name.text() + " has no " + needed + "; wanted a transformers model with safetensors");
      }
    }
    List<String> wanted = new ArrayList<>(WANTED);
    wanted.retainAll(listed.keySet());
    wanted.add(weights);
    return wanted;
  }

  private List<String> shards(Path index) throws IOException {
    TreeSet<String> shards = new TreeSet<>();
    JsonMapping.PLAIN
        .readTree(index.toFile())
        .path("weight_map")
        .forEach(shard -> shards.add(shard.asText()));
    if (shards.isEmpty()) {
      throw new BadBase(name.text() + ": " + INDEX + " names no files; damaged?");
    }
    return List.copyOf(shards);
  }

  private String prefix(String revision) {
    return "/" + name.repository() + "/resolve/" + revision + "/";
  }

  /** What the hub lists, without names that could lead out of the folder. */
  private static Map<String, HubFile> files(JsonNode model) {
    Map<String, HubFile> files = new TreeMap<>();
    for (JsonNode file : model.path("siblings")) {
      String name = file.path("rfilename").asText();
      if (SAFE.matcher(name).matches()) {
        JsonNode bytes = file.path("size");
        Optional<String> sha256 = Optional.ofNullable(file.path("lfs").path("sha256").textValue());
        files.put(
            name,
            new HubFile(
                name,
                bytes.isIntegralNumber() ? OptionalLong.of(bytes.asLong()) : OptionalLong.empty(),
                sha256));
      }
    }
    return files;
  }

  private static void dropOtherRevisions(Path work, Path keep) throws IOException {
    List<Path> others;
    try (Stream<Path> children = Files.list(work)) {
      others = children.filter(child -> !child.equals(keep)).toList();
    }
    for (Path other : others) {
      StoreFiles.delete(other);
    }
  }
}
