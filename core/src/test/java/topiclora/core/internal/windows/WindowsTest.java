package topiclora.core.internal.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class WindowsTest {
  @Test
  void aDocumentIsCutInItsOrderAndItsTailPadded() {
    var builder = new WindowsBuilder(8, 100, 1);
    builder.add("a", tokens(20));
    builder.add("b", tokens(8));
    Windows windows = builder.build();
    assertThat(windows.length()).containsExactly(8, 8, 4, 8);
    assertThat(windows.owner()).containsExactly(0, 0, 0, 1);
    assertThat(windows.documents()).isEqualTo(2);
    assertThat(Arrays.copyOfRange(windows.tokens(), 16, 24))
        .containsExactly(117, 118, 119, 120, 0, 0, 0, 0);
    assertThat(windows.ids(new int[] {3}).toInts())
        .containsExactly(101, 102, 103, 104, 105, 106, 107, 108);
    assertThat(windows.targets(new int[] {0, 2})).isEqualTo(7 + 3);
  }

  @Test
  void aTailTooShortToPredictMuchIsDropped() {
    assertThat(one(19).length()).containsExactly(8, 8);
  }

  @Test
  void aDocumentWithoutAWindowIsRefused() {
    var builder = new WindowsBuilder(8, 100, 1);
    assertThat(builder.add("short", tokens(3))).isFalse();
    assertThat(builder.add("enough", tokens(4))).isTrue();
    assertThat(builder.build().documents()).isEqualTo(1);
  }

  @Test
  void whatIsOnlyReadStandsBeforeEachPieceOfAPassage() {
    var builder = new WindowsBuilder(8, 100, 1, 9);
    int[] before = {1, 2};
    builder.add(
        List.of(
            new WindowsBuilder.Segment(new int[0], tokens(5)),
            new WindowsBuilder.Segment(before, tokens(11))));
    Windows windows = builder.build();
    assertThat(windows.length()).containsExactly(6, 9, 8);
    assertThat(windows.first()).containsExactly(1, 3, 3);
    assertThat(windows.ids(new int[] {2}).toInts())
        .containsExactly(9, 1, 2, 107, 108, 109, 110, 111);

    Windows bare = windows.withoutContext();
    assertThat(bare.length()).containsExactly(6, 7, 6);
    assertThat(bare.first()).containsExactly(1, 1, 1);
    assertThat(bare.ids(new int[] {2}).toInts()).containsExactly(9, 107, 108, 109, 110, 111);
    assertThat(bare.targets(new int[] {0, 1, 2})).isEqualTo(windows.targets(new int[] {0, 1, 2}));
  }

  @Test
  void whatLeavesNoRoomForTextIsNotRead() {
    var builder = new WindowsBuilder(8, 100, 1, 9);
    builder.add(List.of(new WindowsBuilder.Segment(tokens(7), tokens(8))));
    assertThat(builder.build().ids(new int[] {0}).toInts())
        .containsExactly(9, 101, 102, 103, 104, 105, 106, 107, 108);
  }

  @Test
  void noMoreThanTheTokensAskedForAreUsed() {
    var builder = new WindowsBuilder(8, 20, 1);
    builder.add("long", tokens(1000));
    assertThat(builder.build().length()).containsExactly(8, 8, 4);
  }

  @Test
  void manyDocumentsGrowTheTables() {
    var builder = new WindowsBuilder(8, 4000, 1);
    for (int d = 0; d < 50; d++) {
      builder.add("document " + d, tokens(4000));
    }
    Windows windows = builder.build();
    assertThat(windows.count()).isEqualTo(25_000);
    assertThat(windows.owner()[24_999]).isEqualTo(49);
    assertThat(windows.tokens()[25_000 * 8 - 1]).isEqualTo(4100);
  }

  @Test
  void aShortDocumentHoldsOutOneWindowOrNone() {
    for (int d = 0; d < 50; d++) {
      assertThat(heldOut("document " + d, 1)).isZero();
      assertThat(heldOut("document " + d, 2)).isZero();
      assertThat(heldOut("document " + d, 3)).isEqualTo(1);
      assertThat(heldOut("document " + d, 4)).isEqualTo(1);
      assertThat(heldOut("document " + d, 5)).isEqualTo(1);
      assertThat(heldOut("document " + d, 6)).isEqualTo(1);
    }
  }

  @Test
  void aLongDocumentHoldsOutEverySixthWindow() {
    for (int d = 0; d < 50; d++) {
      boolean[] held = windows("document " + d, 60, 1).heldOut();
      int first = IntStream.range(0, 60).filter(j -> held[j]).findFirst().orElseThrow();
      assertThat(first).isLessThan(6);
      for (int j = 0; j < 60; j++) {
        assertThat(held[j]).isEqualTo(j % 6 == first);
      }
    }
  }

  @Test
  void whatIsHeldOutDependsOnTheIdAndTheSeedAlone() {
    var builder = new WindowsBuilder(8, 1000, 5);
    builder.add("another", tokens(50));
    builder.add("document", tokens(480));
    Windows beside = builder.build();
    boolean[] alone = windows("document", 60, 5).heldOut();
    assertThat(Arrays.copyOfRange(beside.heldOut(), beside.count() - 60, beside.count()))
        .isEqualTo(alone);
    long phases =
        IntStream.range(0, 20)
            .mapToObj(seed -> Arrays.toString(windows("document", 60, seed).heldOut()))
            .distinct()
            .count();
    assertThat(phases).isGreaterThan(3);
  }

  @Test
  void trainingAndHeldOutRowsAreAllRows() {
    Windows windows = windows("document", 25, 1);
    int[] training = windows.rows(false);
    int[] held = windows.rows(true);
    assertThat(IntStream.concat(Arrays.stream(training), Arrays.stream(held)).sorted().toArray())
        .isEqualTo(IntStream.range(0, 25).toArray());
    assertThat(windows.trainingCounts()).containsExactly(training.length);
    assertThat(held.length * 6).isBetween(24, 30);
  }

  private static long heldOut(String id, int count) {
    return windows(id, count, 1).rows(true).length;
  }

  private static Windows windows(String id, int count, long seed) {
    var builder = new WindowsBuilder(8, 8 * count, seed);
    builder.add(id, tokens(8 * count));
    return builder.build();
  }

  private static Windows one(int tokens) {
    var builder = new WindowsBuilder(8, 100, 1);
    builder.add("one", tokens(tokens));
    return builder.build();
  }

  private static int[] tokens(int count) {
    return IntStream.rangeClosed(101, 100 + count).toArray();
  }
}
