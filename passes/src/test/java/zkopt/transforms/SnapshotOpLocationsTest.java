package zkopt.transforms;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zkopt.ir.IRContext;
import zkopt.ir.text.Parser;
import zkopt.pass.PassContext;

class SnapshotOpLocationsTest {
  @TempDir
  private Path directory;

  private List<String> locations(String tag) throws IOException {
    var context = IRContext.withAllDialects();
    Path file = directory.resolve("after.mlir");
    var module = Parser.parse(context, "before", """
        func.func @f(%a: i32) -> i32 {


          %b = arith.addi %a, %a : i32
          return %b : i32
        }
        """);
    new SnapshotOpLocations(file.toString(), tag).run(module, new PassContext(context));
    assertEquals("    %0 = arith.addi %arg0, %arg0 : i32", Files.readAllLines(file).get(2));
    var locations = new ArrayList<String>();
    module.walkPreOrder(op -> locations.add(op.location().toString().replace(file.toString(), "after")));
    return locations;
  }

  @Test
  void replaced() throws IOException {
    assertEquals(List.of("\"after\":1:0", "\"after\":2:2", "\"after\":3:4", "\"after\":4:4"), locations(""));
  }

  @Test
  void besideTheOldOnes() throws IOException {
    assertEquals("fused[\"before\":4:8, \"t\"(\"after\":3:4)]", locations("t").get(2));
  }
}
