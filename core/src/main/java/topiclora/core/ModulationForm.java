package topiclora.core;

import java.util.Locale;

/**
 * What of the adapter a document's vector modulates, and what is learned.
 *
 * @param modulate which factor belongs to the document
 * @param vectorShape along which side of A the vector is broadcast
 * @param trainA whether A (and B) are learned with U and V; otherwise they stay as they were drawn
 */
public record ModulationForm(Modulate modulate, VectorShape vectorShape, boolean trainA) {
  public ModulationForm {
    if (vectorShape == VectorShape.COLUMN && modulate != Modulate.DOWN && modulate != Modulate.UP) {
      throw new IllegalArgumentException(
          "vectorShape is column, which wants modulate down or up, not "
              + modulate.name().toLowerCase(Locale.ROOT));
    }
    if (trainA && modulate == Modulate.HYPER) {
      throw new IllegalArgumentException(
          "trainA is true; modulate hyper has an A that stays random");
    }
    if (trainA && modulate == Modulate.NONE) {
      throw new IllegalArgumentException("trainA is true; modulate none has no A");
    }
  }

  /** With a vector by rank, and A as it was drawn. */
  public static ModulationForm of(Modulate modulate) {
    return new ModulationForm(modulate, VectorShape.RANK, false);
  }
}
