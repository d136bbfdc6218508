package zkopt.tools.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version of the tools, from the manifest of their jar. */
public final class ToolVersion implements IVersionProvider {
  /** The version, or {@code development} when the classes do not come from a jar. */
  public static String current() {
    return Optional.ofNullable(ToolVersion.class.getPackage().getImplementationVersion()).orElse("development");
  }

  @Override
  public String[] getVersion() {
    return new String[] {"zkopt tools " + current()};
  }
}
