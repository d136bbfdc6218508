package zkopt.transforms;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.ir.Location;
import zkopt.ir.Operation;
import zkopt.ir.text.AsmPrinter;
import zkopt.ir.text.Parser;
import zkopt.pass.Option;
import zkopt.pass.Pass;
import zkopt.pass.PassContext;

/** Writes the IR as it is to a file, and gives each operation its place there: in place of its location, or as a name beside it. */
@Pass.Named(value = "snapshot-op-locations", title = "LocationSnapshot", summary = "Generate new locations from the current IR")
public record SnapshotOpLocations(
    @Option("The filename to print the generated IR; a temporary file when empty") String filename,
    @Option("A tag to use when fusing the new locations with the original. If unset, the locations are replaced.") String tag)
    implements Pass {
  @Override
  public String anchor() {
    return ANY;
  }

  @Override
  public void run(Operation root, PassContext context) {
    String text = AsmPrinter.print(root);
    Path file;
    try {
      file = filename.isEmpty() ? Files.createTempFile("snapshot", ".mlir") : Path.of(filename);
      Files.writeString(file, text);
    } catch (IOException e) {
      throw context.failure(root, "cannot be written to '" + filename + "': " + e.getMessage());
    }
    List<String> lines = text.lines().toList();
    List<Operation> printed = operations(Parser.parse(context.ir(), file.toString(), text));
    List<Operation> operations = operations(root);
    if (!(root instanceof ModuleOp)) printed.removeFirst();
    for (int i = 0; i < operations.size(); i++) {
      if (printed.get(i).location() instanceof Location.FileLineCol at) place(operations.get(i), at, lines);
    }
  }

  private static List<Operation> operations(Operation root) {
    var operations = new ArrayList<Operation>();
    root.walkPreOrder(operations::add);
    return operations;
  }

  /** An operation stands where its line begins, results included; columns are counted from 0, as mlir-opt counts them here. */
  private void place(Operation op, Location.FileLineCol at, List<String> lines) {
    String line = lines.get(at.line() - 1);
    var place = new Location.FileLineCol(at.file(), at.line(), line.length() - line.stripLeading().length());
    op.setLocation(tag.isEmpty() ? place : Location.fuse(List.of(op.location(), new Location.Name(tag, place))));
  }
}
