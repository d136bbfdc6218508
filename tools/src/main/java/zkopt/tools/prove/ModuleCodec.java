package zkopt.tools.prove;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.ir.Blob;
import zkopt.ir.CompileException;
import zkopt.ir.DenseResourceAttr;
import zkopt.ir.IRContext;
import zkopt.ir.Operation;
import zkopt.ir.text.AsmPrinter;
import zkopt.ir.text.Parser;
import zkopt.ir.text.PrintOptions;
import zkopt.tools.artifact.CompiledModel;
import zkopt.tools.cli.ToolException;

/** A module as text, with the data of its resources (the weights) apart as bytes. */
final class ModuleCodec {
  private ModuleCodec() {}

  record Encoded(String text, SequencedMap<String, byte[]> resources) {}

  static Encoded encode(ModuleOp module) {
    var resources = new LinkedHashMap<String, byte[]>();
    forEachResource(module, (_, _, resource) -> resources.put(resource.key(), bytes(resource)));
    return new Encoded(AsmPrinter.print(module, PrintOptions.DEFAULT.locations(true).elideResourcesLargerThan(0)), resources);
  }

  /** @throws ToolException if the file does not hold a module that this version reads */
  static ModuleOp decode(CompiledModel compiled, Path file) {
    var context = IRContext.withAllDialects();
    ModuleOp module;
    try {
      module = Parser.parse(context, file.toString(), compiled.module());
    } catch (CompileException e) {
      throw new ToolException("'%s' holds a module that this version does not read: %s".formatted(file, e.getMessage()), e);
    }
    Map<String, byte[]> resources = compiled.resources();
    forEachResource(module, (op, name, resource) -> {
      byte[] data = resources.get(resource.key());
      if (data == null) throw new ToolException("'%s' is damaged: it has no data of '%s'".formatted(file, resource.key()));
      op.setAttribute(name, new DenseResourceAttr(resource.key(), resource.type(), new Blob(ByteBuffer.wrap(data))));
    });
    return module;
  }

  private interface Visitor {
    void visit(Operation op, String attribute, DenseResourceAttr resource);
  }

  private static void forEachResource(ModuleOp module, Visitor visitor) {
    module.walk(op -> List.copyOf(op.attributes().entrySet()).forEach(entry -> {
      if (entry.getValue() instanceof DenseResourceAttr resource) visitor.visit(op, entry.getKey(), resource);
    }));
  }

  private static byte[] bytes(DenseResourceAttr resource) {
    byte[] bytes = new byte[resource.data().size()];
    resource.data().bytes().duplicate().get(bytes);
    return bytes;
  }
}
