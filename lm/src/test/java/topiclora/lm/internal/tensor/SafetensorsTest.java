package topiclora.lm.internal.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import topiclora.lm.internal.io.AtomicFile;

final class SafetensorsTest {
  @TempDir Path folder;

  @Test
  void whatIsWrittenIsReadBack() throws IOException {
    Path path = folder.resolve("some.safetensors");
    try (var scope = Scope.open()) {
      Tensor half = Tensor.of(new float[] {1.5f, -2}, 2).to(DType.BF16);
      Tensor turned = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3).transpose(0, 1);
      Map<String, Tensor> tensors =
          Map.of(
              "half", half,
              "turned", turned,
              "ids", Tensor.indices(7, 8, 9),
              "none", Tensor.zeros(DType.F32, 0, 4),
              "one", Tensor.of(new float[] {3}));
      Safetensors.write(path, tensors, Map.of("made by", "a test with \"quotes\""));
      try (var file = Safetensors.open(path)) {
        assertThat(file.names()).containsExactly("half", "ids", "none", "one", "turned");
        assertThat(file.metadata()).containsEntry("made by", "a test with \"quotes\"");
        assertThat(file.tensor("half").type()).isEqualTo(DType.BF16);
        assertThat(file.tensor("half").toFloats()).containsExactly(1.5f, -2);
        assertThat(file.tensor("turned").toRows()[2]).containsExactly(3, 6);
        assertThat(file.tensor("ids").toInts()).containsExactly(7, 8, 9);
        assertThat(file.tensor("none").shape()).containsExactly(0, 4);
        assertThat(file.tensor("one").shape()).isEmpty();
        assertThat(file.tensor("one").item()).isEqualTo(3);
      }
    }
  }

  @Test
  void theOrderOfTheMapDoesNotChangeTheBytes() throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("b", Tensor.indices(1));
    tensors.put("a", Tensor.of(new float[] {1}));
    Safetensors.write(folder.resolve("1"), tensors, Map.of("x", "1", "y", "2"));
    Map<String, Tensor> turned = new LinkedHashMap<>();
    turned.put("a", Tensor.of(new float[] {1}));
    turned.put("b", Tensor.indices(1));
    Safetensors.write(folder.resolve("2"), turned, Map.of("y", "2", "x", "1"));
    assertThat(folder.resolve("1")).hasSameBinaryContentAs(folder.resolve("2"));
  }

  @Test
  void aWriteThatFailsLeavesTheOldFileAndNothingElse() throws IOException {
    Path path = folder.resolve("kept");
    Files.writeString(path, "old");
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    path,
                    out -> {
                      out.write(ByteBuffer.wrap(new byte[] {1, 2}));
                      throw new IOException("no space left");
                    }))
        .hasMessage("no space left");
    assertThat(path).hasContent("old");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(path);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
            + "\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}} | overlap",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}} | leave a gap",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}} | after its last tensor",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,12]}} | bytes 0 to 12 of the"
            + " 8",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}} | gives a F32[3] 8 bytes",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904,8],\"data_offsets\":[0,8]}} | 8"
            + " bytes",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}} | the number -2",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}} | bytes 8 to 0",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,1e99]}} | the number 1.0E99",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2]}} | without dtype, shape",
        "{\"a\":3} | without dtype, shape",
        "{\"a\": | no JSON",
        "[1,2] | after its last tensor",
      })
  void aDamagedHeadIsToldInOneLine(String head, String reason) throws IOException {
    Path path = file(head.getBytes(StandardCharsets.UTF_8), head.length(), 8);
    assertThatThrownBy(() -> Safetensors.open(path))
        .isInstanceOf(Safetensors.Damaged.class)
        .hasMessageStartingWith("bad.safetensors ")
        .hasMessageContaining(reason)
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @CsvSource({"-1", "9223372036854775807", "99999999", "0"})
  void aHeadThatIsNotThereIsNotAllocated(long stated) throws IOException {
    Path path = file(new byte[] {'{', '}'}, stated, 0);
    assertThatThrownBy(() -> Safetensors.open(path))
        .isInstanceOf(Safetensors.Damaged.class)
        .hasMessageContaining("states a head of " + Long.toUnsignedString(stated));
  }

  private Path file(byte[] head, long stated, int dataBytes) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + head.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(stated).put(head);
    return Files.write(folder.resolve("bad.safetensors"), bytes.array());
  }
}
