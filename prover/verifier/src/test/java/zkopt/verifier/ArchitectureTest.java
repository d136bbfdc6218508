package zkopt.verifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import zkopt.circuit.ConstraintSystem;
import zkopt.protocol.VerifyingKey;

/** What the verifier is made of, as jdeps reads it from the class files: no prover, no compiler, no library, of the JDK only its base. */
class ArchitectureTest {
  /** One class of each module that goes into zkopt-verifier.jar. */
  private static final List<Class<?>> PARTS = List.of(Verifier.class, VerifyingKey.class, ConstraintSystem.class);
  private static final Set<String> PACKAGES = Set.of("zkopt.verifier", "zkopt.protocol", "zkopt.merkle", "zkopt.hash", "zkopt.field", "zkopt.circuit");
  private static final Pattern DEPENDENCY = Pattern.compile("^ +(\\S+) +-> +(\\S+) +(\\S.*)$", Pattern.MULTILINE);

  @Test
  void theVerifierNeedsNothingButItselfAndTheJdk() throws URISyntaxException {
    Set<String> strangers = new TreeSet<>();
    Set<String> uses = new TreeSet<>();
    DEPENDENCY.matcher(jdeps()).results().forEach(d -> {
      uses.add(d.group(2));
      boolean own = PACKAGES.stream().anyMatch(p -> d.group(2).equals(p) || d.group(2).startsWith(p + "."));
      if (!own && !d.group(3).strip().equals("java.base")) strangers.add(d.group(1) + " uses " + d.group(2));
    });
    assertEquals(Set.of(), strangers);
    assertTrue(uses.containsAll(Set.of("zkopt.protocol", "zkopt.field", "java.util")), () -> "jdeps says too little: " + uses);
  }

  private static String jdeps() throws URISyntaxException {
    List<String> command = new ArrayList<>(List.of("-verbose:package", "-filter:none"));
    for (Class<?> part : PARTS) {
      command.add(Path.of(part.getProtectionDomain().getCodeSource().getLocation().toURI()).toString());
    }
    var out = new StringWriter();
    int code = ToolProvider.findFirst("jdeps").orElseThrow()
        .run(new PrintWriter(out), new PrintWriter(out), command.toArray(String[]::new));
    assertEquals(0, code, out::toString);
    return out.toString();
  }
}
