package zkopt.ir.text;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import zkopt.ir.AttrSyntax;
import zkopt.ir.DenseArrayAttr;
import zkopt.ir.OpPrinter;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.AttrDef;
import zkopt.ir.Operation;
import zkopt.ir.Region;
import zkopt.ir.ShapedType;
import zkopt.ir.Traits;
import zkopt.ir.Type;
import zkopt.ir.Value;
import zkopt.ir.text.AssemblyFormat.AllOperands;
import zkopt.ir.text.AssemblyFormat.AttrDict;
import zkopt.ir.text.AssemblyFormat.Attribute;
import zkopt.ir.text.AssemblyFormat.Element;
import zkopt.ir.text.AssemblyFormat.FunctionalType;
import zkopt.ir.text.AssemblyFormat.Group;
import zkopt.ir.text.AssemblyFormat.IndexList;
import zkopt.ir.text.AssemblyFormat.Literal;
import zkopt.ir.text.AssemblyFormat.Operand;
import zkopt.ir.text.AssemblyFormat.Regions;
import zkopt.ir.text.AssemblyFormat.Successors;
import zkopt.ir.text.AssemblyFormat.TypeOf;
import zkopt.ir.text.AssemblyFormat.Types;

/** Prints one operation by its declared assembly format, with the spaces that MLIR's generated printers leave. */
final class FormatPrint {
  private final Operation op;
  private final OpPrinter printer;
  private final List<Element> elements;
  private final Set<String> elided = new HashSet<>();
  private boolean space = true;
  private boolean afterPunctuation;

  FormatPrint(Operation op, OpPrinter printer, List<Element> elements) {
    this.op = op;
    this.printer = printer;
    this.elements = elements;
    elide(elements);
    if (op.spec().needsSegments()) elided.add(OpSpec.OPERAND_SEGMENTS);
    for (AttrDef def : op.spec().attributes()) {
      if (def.defaultValue() != null && def.defaultValue().equals(op.attribute(def.name()))) elided.add(def.name());
    }
  }

  private void elide(List<Element> elements) {
    for (Element element : elements) {
      if (element instanceof Attribute(AttrDef def)) elided.add(def.name());
      if (element instanceof IndexList(_, AttrDef statics)) elided.add(statics.name());
      if (element instanceof Group(var then, _, var otherwise)) {
        elide(then);
        elide(otherwise);
      }
    }
  }

  void run() {
    print(elements);
  }

  private void print(List<Element> elements) {
    for (Element element : elements) print(element);
  }

  private void print(Element element) {
    switch (element) {
      case Literal(String text) -> literal(text);
      case Operand(var def) -> values(def.all(op));
      case AllOperands _ -> values(op.operands());
      case Attribute(AttrDef def) -> {
        zkopt.ir.Attribute value = def.of(op);
        if (value != null && def.syntax() != AttrSyntax.UNIT) {
          leaveSpace();
          def.syntax().print(value, printer);
        }
      }
      case Regions(_, int index) -> {
        Region region = op.region(index);
        printer.region(region, true, printsTerminator(region));
        space = true;
        afterPunctuation = false;
      }
      case Successors _ -> {
        leaveSpace();
        for (int i = 0; i < op.successors().size(); i++) {
          if (i > 0) printer.text(", ");
          printer.successor(op.successors().get(i));
        }
      }
      case AttrDict(boolean keyword) -> {
        if (keyword) printer.attrDictWithKeyword(op, elided);
        else printer.attrDict(op, elided);
        space = true;
        afterPunctuation = false;
      }
      case IndexList(var dynamics, AttrDef statics) -> indexList(((DenseArrayAttr) statics.of(op)).longs(), dynamics.all(op).iterator());
      case TypeOf(Types of) -> {
        leaveSpace();
        printer.types(types(of));
      }
      case FunctionalType(Types inputs, Types results) -> {
        leaveSpace();
        printer.functionType(types(inputs), types(results));
      }
      case Group(var then, Element anchor, var otherwise) -> print(stands(anchor) ? then : otherwise);
    }
  }

  private void literal(String text) {
    if (text.isEmpty()) {
      space = false;
      afterPunctuation = true;
      return;
    }
    if (text.isBlank()) {
      printer.text(text);
      space = false;
      afterPunctuation = true;
      return;
    }
    if (space && wantsSpaceBefore(text)) printer.text(" ");
    printer.text(text);
    space = text.length() != 1 || "<({[".indexOf(text.charAt(0)) < 0;
    afterPunctuation = text.charAt(0) != '_' && !Character.isLetter(text.charAt(0));
  }

  private boolean wantsSpaceBefore(String text) {
    if (text.length() != 1 && !text.equals("->")) return true;
    return (afterPunctuation ? ">)}]," : "<>(){}[],").indexOf(text.charAt(0)) < 0;
  }

  private void leaveSpace() {
    if (space || !afterPunctuation) printer.text(" ");
    space = true;
    afterPunctuation = false;
  }

  private void values(List<Value> values) {
    leaveSpace();
    printer.values(values);
  }

  private void indexList(long[] statics, Iterator<Value> dynamics) {
    leaveSpace();
    printer.text("[");
    for (int i = 0; i < statics.length; i++) {
      if (i > 0) printer.text(", ");
      if (statics[i] == ShapedType.DYNAMIC) printer.value(dynamics.next());
      else printer.text(Long.toString(statics[i]));
    }
    printer.text("]");
  }

  private List<Type> types(Types of) {
    var types = new ArrayList<Type>();
    for (var def : of.operands()) def.all(op).forEach(v -> types.add(v.type()));
    for (var def : of.results()) {
      int part = op.spec().results().indexOf(def);
      int others = op.spec().results().size() - 1;
      int size = def.arity() == OpSpec.Arity.ONE ? 1 : op.numResults() - others;
      types.addAll(op.resultTypes().subList(part, part + size));
    }
    return types;
  }

  private boolean stands(Element anchor) {
    return switch (anchor) {
      case Operand(var def) -> !def.all(op).isEmpty();
      case AllOperands _ -> op.numOperands() > 0;
      case Attribute(AttrDef def) -> op.attribute(def.name()) != null && !op.attribute(def.name()).equals(def.defaultValue());
      case Regions(_, int index) -> !op.region(index).isEmpty();
      case TypeOf(Types of) -> !types(of).isEmpty();
      case Successors _ -> !op.successors().isEmpty();
      default -> throw new IllegalArgumentException("assembly format of '" + op.name() + "': this cannot be an anchor");
    };
  }

  /** An implicit terminator is printed when there is something to say. */
  private boolean printsTerminator(Region region) {
    if (!(op instanceof Traits.ImplicitTerminator) || region.isEmpty()) return true;
    Operation last = region.blocks().getLast().terminator();
    return last != null && (last.numOperands() > 0 || last.numResults() > 0 || !last.attributes().isEmpty());
  }
}
