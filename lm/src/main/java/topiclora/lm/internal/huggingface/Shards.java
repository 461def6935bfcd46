package topiclora.lm.internal.huggingface;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import topiclora.lm.TopicLoraException;
import topiclora.lm.internal.checkpoint.Shapes;
import topiclora.lm.internal.io.JsonFiles;
import topiclora.lm.internal.tensor.DType;
import topiclora.lm.internal.tensor.Safetensors;
import topiclora.lm.internal.tensor.Tensor;

/** The safetensors files of a folder, as one set of tensors. */
final class Shards implements AutoCloseable {
  private static final String WHOLE = "model.safetensors";
  private static final String INDEX = "model.safetensors.index.json";

  private final List<Path> files = new ArrayList<>();
  private final List<Safetensors> open = new ArrayList<>();
  private final Map<String, Safetensors> holders = new HashMap<>();

  private Shards() {}

  static Shards open(Path folder) {
    var shards = new Shards();
    try {
      for (String name : names(folder)) {
        shards.add(folder.resolve(name));
      }
      return shards;
    } catch (TopicLoraException e) {
      shards.close();
      throw e;
    }
  }

  private static Iterable<String> names(Path folder) {
    if (!Files.exists(folder.resolve(INDEX))) {
      return List.of(WHOLE);
    }
    JsonNode map = JsonFiles.read(folder.resolve(INDEX)).path("weight_map");
    var names = new TreeSet<String>();
    for (Map.Entry<String, JsonNode> entry : map.properties()) {
      String name = entry.getValue().asText();
      if (!name.matches("[\\w.-]+\\.safetensors")) {
        throw new TopicLoraException.BadBase(
            INDEX + " places " + entry.getKey() + " in '" + name + "', which is no shard's name");
      }
      names.add(name);
    }
    return names;
  }

  private void add(Path path) {
    if (!Files.isRegularFile(path)) {
      throw new TopicLoraException.BadBase(
          "no " + path.getFileName() + " in " + path.getParent() + "; the download was cut short?");
    }
    try {
      Safetensors file = Safetensors.open(path);
      open.add(file);
      files.add(path);
      file.names().forEach(name -> holders.put(name, file));
    } catch (Safetensors.Damaged e) {
      throw new TopicLoraException.BadBase(String.valueOf(e.getMessage()));
    }
  }

  List<Path> files() {
    return List.copyOf(files);
  }

  boolean has(String tensor) {
    return holders.containsKey(tensor);
  }

  Tensor read(String tensor, long... shape) {
    Safetensors file = holder(tensor);
    Shapes.require(tensor, file.shape(tensor), shape);
    if (file.type(tensor).isEmpty() || file.type(tensor).get() == DType.I64) {
      throw new TopicLoraException.BadBase(
          tensor + " is not stored in F32, F16 or BF16; a quantised checkpoint?");
    }
    return file.tensor(tensor);
  }

  private Safetensors holder(String tensor) {
    Safetensors holder = holders.get(tensor);
    if (holder == null) {
      throw new TopicLoraException.BadBase(
          "no tensor " + tensor + " in " + files.get(0).getParent() + "; not a whole model?");
    }
    return holder;
  }

  @Override
  public void close() {
    open.forEach(Safetensors::close);
  }
}
