package topiclora.lm.internal.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import topiclora.lm.TopicLoraException;
import topiclora.lm.internal.io.JsonFiles;
import topiclora.lm.internal.model.BaseModel;
import topiclora.lm.internal.model.Golden;
import topiclora.lm.internal.tensor.DType;

/** What is damaged, cut short or unknown is told in one line, before memory is asked for. */
final class BadBaseTest {
  @TempDir Path folder;
  private Path gguf;
  private byte[] whole;

  @BeforeEach
  void copy() throws IOException {
    gguf = folder.resolve("bad.gguf");
    whole = Files.readAllBytes(Golden.path("qwen3.gguf"));
  }

  @Test
  void aFileThatIsNotThere() {
    assertBad(folder.resolve("none.gguf"), "no base model at ");
  }

  @Test
  void aFileOfAnotherKind() throws IOException {
    Files.writeString(gguf, "PK\3\4 some archive, longer than a head of GGUF");
    assertBad(gguf, "bad.gguf starts with 04034b50, not with GGUF; another kind of file?");
  }

  @Test
  void anEmptyFile() throws IOException {
    Files.write(gguf, new byte[0]);
    assertBad(gguf, "bad.gguf ends inside its head");
  }

  @Test
  void anOldOrBigEndianVersion() throws IOException {
    writePatched(in -> in.putInt(4, 1));
    assertBad(gguf, "is GGUF version 1; versions 2 and 3 are read");
  }

  @Test
  void aFileCutShortAnywhere() throws IOException {
    for (int length = 0; length < whole.length; length += 97) {
      Files.write(gguf, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> BaseModel.open(gguf, DType.F32).close())
          .isInstanceOf(TopicLoraException.BadBase.class)
          .hasMessageNotContaining("\n");
    }
  }

  @Test
  void absurdCounts() throws IOException {
    writePatched(in -> in.putLong(8, Long.MAX_VALUE));
    assertBad(gguf, "states 9223372036854775807 tensors, more than its remaining");
    writePatched(in -> in.putLong(8, -1));
    assertBad(gguf, "states 18446744073709551615 tensors");
    writePatched(in -> in.putLong(16, 1L << 40));
    assertBad(gguf, "states 1099511627776 metadata values");
    writePatched(in -> in.putLong(24, 1L << 33));
    assertBad(gguf, "states 8589934592 bytes of a text");
  }

  @Test
  void absurdLists() throws IOException {
    int at = find("tokenizer.ggml.tokens") + "tokenizer.ggml.tokens".length();
    writePatched(in -> in.putLong(at + 8, 1L << 50));
    assertBad(gguf, "states 1125899906842624 entries of tokenizer.ggml.tokens");
    writePatched(in -> in.putInt(at + 4, 9));
    assertBad(gguf, "tokenizer.ggml.tokens is a list of lists");
    writePatched(in -> in.putInt(at, 77));
    assertBad(gguf, "tokenizer.ggml.tokens has value type 77");
  }

  @Test
  void absurdTensors() throws IOException {
    int shape = find("token_embd.weight") + "token_embd.weight".length();
    writePatched(in -> in.putInt(shape, 1000));
    assertBad(gguf, "token_embd.weight has 1000 dimensions");
    writePatched(in -> in.putLong(shape + 4, 1L << 62));
    assertBad(gguf, "token_embd.weight has the absurd shape [64, 4611686018427387904]");
    writePatched(in -> in.putLong(shape + 4, 0));
    assertBad(gguf, "token_embd.weight has the absurd shape [64, 0]");
    writePatched(in -> in.putLong(shape + 4, 1L << 40));
    assertBad(gguf, "token_embd.weight reaches beyond the end of the file");
    writePatched(in -> in.putLong(shape + 24, Long.MAX_VALUE - 31));
    assertBad(gguf, "token_embd.weight reaches beyond the end of the file");
    writePatched(in -> in.putLong(shape + 24, -32));
    assertBad(gguf, "token_embd.weight reaches beyond the end of the file");
    writePatched(in -> in.putInt(shape + 20, 18));
    assertBad(gguf, "token_embd.weight is stored as IQ3_XXS; the types read are [F32, F16");
    writePatched(in -> in.putInt(shape + 20, 2));
    assertBad(gguf, "token_embd.weight has the shape [64, 16], which blocks of 32 do not fill");
  }

  @Test
  void aTensorThatIsMissing() throws IOException {
    int name = find("blk.1.ffn_down.weight");
    writePatched(in -> in.put(name, (byte) 'x'));
    assertBad(gguf, "bad.gguf has no tensor blk.1.ffn_down.weight; not a whole");
  }

  @Test
  void aShapeThatTheMetadataContradicts() throws IOException {
    int shape = find("blk.1.ffn_down.weight") + "blk.1.ffn_down.weight".length();
    writePatched(in -> in.putLong(shape + 4, 12));
    assertBad(
        gguf,
        "blk.1.ffn_down.weight is [16, 12], the configuration says [16, 24]; files of two models?");
  }

  @Test
  void anArchitectureThatIsNotRead() throws IOException {
    int name = find("general.architecture") + "general.architecture".length() + 12;
    writePatched(in -> in.put(name, "gemma".getBytes(StandardCharsets.UTF_8)));
    assertBad(gguf, "bad.gguf has the architecture gemma; llama, qwen2 and qwen3 are read");
  }

  @Test
  void onePartOfSeveral() throws IOException {
    // The key of another number is exchanged for a shorter one, and the rest moves up.
    int at = find("qwen3.attention.key_length");
    byte[] key = "split.count".getBytes(StandardCharsets.UTF_8);
    byte[] moved = whole.clone();
    ByteBuffer in = ByteBuffer.wrap(moved).order(ByteOrder.LITTLE_ENDIAN);
    in.putLong(at - 8, key.length);
    int rest = at + "qwen3.attention.key_length".length();
    in.put(at, key);
    System.arraycopy(whole, rest, moved, at + key.length, whole.length - rest);
    Files.write(gguf, moved);
    assertBad(gguf, "bad.gguf is one of 8 parts");
  }

  @Test
  void numbersThatNoModelHas() throws IOException {
    int heads = find("qwen3.attention.head_count") + "qwen3.attention.head_count".length() + 4;
    writePatched(in -> in.putInt(heads, 0));
    assertBad(gguf, "bad.gguf states heads 0, no model has that");
    writePatched(in -> in.putInt(heads, 3));
    assertBad(gguf, "3 heads of width 8 share 2 key-value heads");
    int key = find("qwen3.block_count");
    writePatched(in -> in.put(key, (byte) 'x'));
    assertBad(gguf, "bad.gguf has no qwen3.block_count in its metadata");
  }

  @Test
  void alignmentAndLayersThatCannotBe() throws IOException {
    int layers = find("qwen3.block_count") + "qwen3.block_count".length() + 4;
    writePatched(in -> in.putInt(layers, Integer.MIN_VALUE));
    assertBad(gguf, "qwen3.block_count 2147483648, which no model has");
    writePatched(in -> in.putInt(layers, 3));
    assertBad(gguf, "has no tensor blk.2.attn_norm.weight");
  }

  @Test
  void aFolderWithoutAConfiguration() {
    assertBad(folder, "no config.json in ");
  }

  @Test
  void foldersThatContradictThemselves() throws IOException {
    assertBadFolder("qwen3", json -> json.put("model_type", "gemma3"), "the model_type 'gemma3'");
    assertBadFolder("qwen3", json -> json.remove("hidden_size"), "no whole number hidden_size");
    assertBadFolder("qwen3", json -> json.put("hidden_size", 1e99), "no whole number hidden_size");
    assertBadFolder("qwen3", json -> json.put("num_attention_heads", 0), "states heads 0");
    assertBadFolder("qwen3", json -> json.put("hidden_act", "relu"), "the activation relu");
    assertBadFolder(
        "qwen3",
        json -> json.putObject("quantization_config").put("quant_method", "gptq"),
        "config.json is quantised; use the plain checkpoint");
    assertBadFolder(
        "qwen3",
        json -> json.putObject("rope_parameters").put("rope_type", "yarn"),
        "scales rope by yarn; linear and llama3 are supported");
    assertBadFolder(
        "qwen3",
        json -> json.put("intermediate_size", 25),
        "model.layers.0.mlp.gate_proj.weight is [24, 16], the configuration says [25, 16]");
    assertBadFolder(
        "qwen3", json -> json.put("tie_word_embeddings", false), "no tensor lm_head.weight in ");
    assertBadFolder(
        "llama",
        json -> json.put("model_type", "qwen2"),
        "no tensor model.layers.0.self_attn.q_proj.bias in ");
    assertBadFolder(
        "qwen2",
        json -> json.put("model_type", "qwen3"),
        "no tensor model.layers.0.self_attn.q_norm.weight in ");
  }

  @Test
  void shardsThatAreMissingOrElsewhere() throws IOException {
    Path copy = copy("llama-untied");
    Files.delete(copy.resolve("model-00002-of-00005.safetensors"));
    assertBad(copy, "no model-00002-of-00005.safetensors in ");
    Files.writeString(
        copy.resolve("model.safetensors.index.json"),
        "{\"weight_map\":{\"a\":\"../../outside.safetensors\"}}");
    assertBad(copy, "places a in '../../outside.safetensors', which is no shard's name");
    Files.writeString(copy.resolve("model.safetensors.index.json"), "{\"weight_map\":");
    assertBad(copy, "model.safetensors.index.json is no JSON");
    Files.delete(copy.resolve("model.safetensors.index.json"));
    assertBad(copy, "no model.safetensors in ");
    Files.writeString(copy.resolve("model.safetensors"), "<html>not found</html>");
    assertBad(copy, "model.safetensors states a head of ");
  }

  private void assertBadFolder(String name, Consumer<ObjectNode> change, String reason)
      throws IOException {
    Path copy = copy(name);
    ObjectNode json = (ObjectNode) JsonFiles.read(copy.resolve("config.json"));
    change.accept(json);
    Files.writeString(copy.resolve("config.json"), json.toString());
    assertBad(copy, reason);
  }

  private Path copy(String name) throws IOException {
    Path copy = Files.createTempDirectory(folder, name);
    try (var files = Files.list(Golden.path(name))) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    return copy;
  }

  private static void assertBad(Path path, String reason) {
    assertThatThrownBy(() -> BaseModel.open(path, DType.F32).close())
        .isInstanceOf(TopicLoraException.BadBase.class)
        .hasMessageContaining(reason)
        .hasMessageNotContaining("\n");
  }

  private void writePatched(Consumer<ByteBuffer> patch) throws IOException {
    byte[] bytes = whole.clone();
    patch.accept(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
    Files.write(gguf, bytes);
  }

  /** Where a text starts in the file; the first time. */
  private int find(String text) {
    int at = new String(whole, StandardCharsets.ISO_8859_1).indexOf(text);
    assertThat(at).isPositive();
    return at;
  }
}
