package zkopt.tools.prove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zkopt.tools.cli.ExitCode;

/** Operators that move elements and compute nothing are maps of accesses: they have no cells. */
class ShapeOperatorsTest {
  private static final Set<String> MOVES = Set.of("Reshape", "Transpose", "Slice", "Concat", "Unsqueeze", "Expand", "Gather", "Squeeze", "Pad", "Split", "Flatten");

  private static final String BETWEEN_TWO_THAT_COMPUTE = """
      func.func @main_graph(%x: tensor<4x6xf32>) -> tensor<2x20xf32> {
        %none = "onnx.NoValue"() <{value}> : () -> none
        %sixByFour = onnx.Constant dense<[6, 4]> : tensor<2xi64>
        %zero = onnx.Constant dense<0> : tensor<1xi64>
        %one = onnx.Constant dense<1> : tensor<1xi64>
        %five = onnx.Constant dense<5> : tensor<1xi64>
        %twice = onnx.Constant dense<[2, 1, 1]> : tensor<3xi64>
        %pads = onnx.Constant dense<[1, 0, 1, 0]> : tensor<4xi64>
        %0 = "onnx.Mul"(%x, %x) : (tensor<4x6xf32>, tensor<4x6xf32>) -> tensor<4x6xf32> loc("Mul0")
        %1 = "onnx.Reshape"(%0, %sixByFour) <{allowzero = 0 : si64}> : (tensor<4x6xf32>, tensor<2xi64>) -> tensor<6x4xf32> loc("Reshape1")
        %2 = "onnx.Transpose"(%1) <{perm = [1, 0]}> : (tensor<6x4xf32>) -> tensor<4x6xf32> loc("Transpose2")
        %3 = "onnx.Slice"(%2, %one, %five, %one, %none)
            : (tensor<4x6xf32>, tensor<1xi64>, tensor<1xi64>, tensor<1xi64>, none) -> tensor<4x4xf32> loc("Slice3")
        %4 = "onnx.Concat"(%3, %3) <{axis = 0 : si64}> : (tensor<4x4xf32>, tensor<4x4xf32>) -> tensor<8x4xf32> loc("Concat4")
        %5 = "onnx.Unsqueeze"(%4, %zero) : (tensor<8x4xf32>, tensor<1xi64>) -> tensor<1x8x4xf32> loc("Unsqueeze5")
        %6 = "onnx.Expand"(%5, %twice) : (tensor<1x8x4xf32>, tensor<3xi64>) -> tensor<2x8x4xf32> loc("Expand6")
        %7 = "onnx.Gather"(%6, %one) <{axis = 0 : si64}> : (tensor<2x8x4xf32>, tensor<1xi64>) -> tensor<1x8x4xf32> loc("Gather7")
        %8 = "onnx.Squeeze"(%7, %zero) : (tensor<1x8x4xf32>, tensor<1xi64>) -> tensor<8x4xf32> loc("Squeeze8")
        %9 = "onnx.Pad"(%8, %pads, %none, %none) <{mode = "constant"}> : (tensor<8x4xf32>, tensor<4xi64>, none, none) -> tensor<10x4xf32> loc("Pad9")
        %10:2 = "onnx.Split"(%9, %none) <{axis = 0 : si64}> : (tensor<10x4xf32>, none) -> (tensor<5x4xf32>, tensor<5x4xf32>) loc("Split10")
        %11 = "onnx.Flatten"(%10#1) <{axis = 0 : si64}> : (tensor<5x4xf32>) -> tensor<1x20xf32> loc("Flatten11")
        %12 = "onnx.Flatten"(%10#0) <{axis = 0 : si64}> : (tensor<5x4xf32>) -> tensor<1x20xf32> loc("Flatten12")
        %13 = "onnx.Concat"(%11, %12) <{axis = 0 : si64}> : (tensor<1x20xf32>, tensor<1x20xf32>) -> tensor<2x20xf32> loc("Concat13")
        %14 = "onnx.Relu"(%13) : (tensor<2x20xf32>) -> tensor<2x20xf32> loc("Relu14")
        return %14 : tensor<2x20xf32>
      }
      """;

  @TempDir private Path folder;

  @Test
  void operatorsThatMoveElementsHaveNoCells() throws IOException {
    Path model = folder.resolve("model.mlir");
    Path compiled = folder.resolve("m.zkc");
    Files.writeString(model, BETWEEN_TWO_THAT_COMPUTE);
    good("setup", model, "-o", compiled, "--no-proving-data");
    var moves = new HashSet<String>();
    var computing = new HashSet<String>();
    for (JsonNode node : good("explain", compiled, "--json").json().get("nodes")) {
      String operator = node.get("operator").asText();
      if (MOVES.contains(operator)) {
        moves.add(operator);
        for (String use : List.of("rows", "cells", "lookups")) assertEquals(0, node.get(use).asLong(), node::toString);
      } else if (!operator.isEmpty()) {
        computing.add(operator);
        assertTrue(node.get("cells").asLong() > 0, node::toString);
      }
    }
    assertEquals(MOVES, moves);
    assertEquals(Set.of("Mul", "Relu"), computing);
  }

  /** What the choice of optimizations counts is what is committed in the end. */
  @Test
  void choicesCountTheCellsThatAreCommitted() throws IOException {
    Path model = folder.resolve("model.mlir");
    Files.writeString(model, BETWEEN_TWO_THAT_COMPUTE);
    JsonNode estimate = good("estimate", model, "--json").json();
    assertEquals(List.of("fuse-rounding"), leftOut(estimate.get("choices")));
    for (JsonNode choice : estimate.get("choices")) {
      if (choice.get("leftOut").asBoolean()) assertEquals("%,d cells".formatted(estimate.get("committedCells").asLong()), choice.get("without").asText());
    }
  }

  private static List<String> leftOut(JsonNode choices) {
    var names = new ArrayList<String>();
    for (JsonNode choice : choices) if (choice.get("leftOut").asBoolean()) names.add(choice.get("name").asText());
    return names;
  }

  private static Tool.Outcome good(Object... arguments) {
    Tool.Outcome outcome = Tool.zkprove(arguments);
    assertEquals(ExitCode.GOOD, outcome.exitCode(), outcome.err() + outcome.out());
    return outcome;
  }
}
