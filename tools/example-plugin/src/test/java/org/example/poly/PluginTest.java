package org.example.poly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tools, each in a process that finds the plug-in in its jar alone: from a program to a verified proof. */
class PluginTest {
  private static final Path CLASSES = Path.of("target/classes");
  private static final String SQUARE = "src/test/mlir/square.mlir";
  private static final String PIPELINE =
      "builtin.module(affine-to-fixed,raise-fixed-to-poly,canonicalize,convert-poly-to-plonk,fixed-to-plonk)";

  @TempDir static Path folder;

  private static Path jar;

  /** What a process printed, both streams, and its exit code. */
  private record Outcome(int exitCode, String text) {}

  @BeforeAll
  static void makeJar() throws IOException {
    jar = folder.resolve("poly.jar");
    try (var out = new JarOutputStream(Files.newOutputStream(jar)); Stream<Path> files = Files.walk(CLASSES)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        out.putNextEntry(new JarEntry(CLASSES.relativize(file).toString().replace(File.separatorChar, '/')));
        Files.copy(file, out);
      }
    }
  }

  private static Outcome run(String tool, Object... arguments) throws IOException, InterruptedException {
    String classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !Path.of(entry).toAbsolutePath().startsWith(Path.of("target").toAbsolutePath())).collect(Collectors.joining(File.pathSeparator));
    var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "--add-modules",
        "jdk.incubator.vector", "-XX:TieredStopAtLevel=1", "-cp", classPath, "zkopt.tools." + tool));
    for (Object argument : arguments) command.add(argument.toString());
    Path output = Files.createTempFile(folder, "output", ".txt");
    int exitCode = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start().waitFor();
    return new Outcome(exitCode, Files.readString(output));
  }

  @Test
  void fromProgramToProofWithTheMatchedGate() throws Exception {
    Path plonk = folder.resolve("square.mlir");
    assertGood(run("ZkOpt", SQUARE, "--load-plugin=" + jar, "--pass-pipeline=" + PIPELINE, "-o", plonk));
    assertTrue(Files.readString(plonk).contains("plonk.apply @poly_0_0_1_"));

    Path model = folder.resolve("square.zkc");
    Path proof = folder.resolve("square.zkp");
    Path input = Files.writeString(folder.resolve("x.json"), "{\"input_data\": [[0.5, -1.5, 2, 0, 3.25, -4, 1, 10]]}");
    assertGood(run("ZkProve", "setup", plonk, "-o", model, "--no-proving-data"));
    assertTrue(run("ZkProve", "inspect", model).text().contains("poly_0_0_1_"));
    Outcome proved = run("ZkProve", "prove", model, "--input", input, "-o", proof);
    assertGood(proved);
    assertTrue(proved.text().contains("0.25") && proved.text().contains("10.5625"), proved.text());
    assertGood(run("ZkProve", "verify", proof, "--vk", folder.resolve("square.vk")));
  }

  @Test
  void withoutThePluginItsPassIsUnknown() throws Exception {
    Outcome outcome = run("ZkOpt", SQUARE, "--pass-pipeline=" + PIPELINE);
    assertEquals(2, outcome.exitCode());
    assertTrue(outcome.text().contains("'raise-fixed-to-poly' does not refer to a registered pass or pass pipeline"), outcome.text());
  }

  @Test
  void polynomialThatIsNoConstantIsRefusedByName() throws Exception {
    Path file = Files.writeString(folder.resolve("open.mlir"), """
        func.func @f(%p: !poly.polynomial<1>, %x: !fixed.q<13, 6>) -> !fixed.q<13, 6> {
          %y = poly.eval %p at %x : !poly.polynomial<1>, !fixed.q<13, 6> -> !fixed.q<13, 6>
          return %y : !fixed.q<13, 6>
        }
        """);
    Outcome outcome = run("ZkOpt", file, "--load-plugin=" + jar, "--convert-poly-to-plonk");
    assertEquals(2, outcome.exitCode());
    assertTrue(outcome.text().contains("open.mlir:2:8: error: 'poly.eval' op needs a constant polynomial; run 'canonicalize' before"), outcome.text());
  }

  private static void assertGood(Outcome outcome) {
    assertEquals(0, outcome.exitCode(), outcome.text());
  }
}
