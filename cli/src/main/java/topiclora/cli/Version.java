package topiclora.cli;

import picocli.CommandLine.IVersionProvider;
import topiclora.core.Provenance;

/** Which TopicLoRA this is, and what it runs on. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {
      "topiclora " + Provenance.VERSION,
      "Java %s, %s %s"
          .formatted(
              Runtime.version(), System.getProperty("os.name"), System.getProperty("os.arch"))
    };
  }
}
