package zkopt.lowering.affine;

import java.util.ArrayDeque;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import zkopt.dialect.arith.BinaryOp.Kind;
import zkopt.dialect.onnx.EinsumEquation;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.ir.MemRefType;
import zkopt.ir.Value;
import zkopt.ir.affine.AffineExpr;

/**
 * Each operand is first summed over the labels that nothing else has, then operands are joined from the first: by a contraction where a
 * label of both is in neither the result nor a later operand, else element by element.
 */
record EinsumLowering() implements OperatorLowering {
  @Override
  public Value lower(OnnxOp op, LoopEmitter emitter) {
    EinsumEquation equation = EinsumEquation.of(op);
    var terms = new ArrayDeque<Term>();
    for (int i = 0; i < op.numOperands(); i++) terms.add(Term.of(emitter.operand(op.operand(i)), equation.inputs().get(i), equation));
    var nests = new Nests(emitter, equation);
    Term joined = null;
    while (!terms.isEmpty()) {
      Term term = terms.remove();
      String later = terms.stream().map(Term::labels).collect(Collectors.joining("", equation.output(), ""));
      String sofar = joined == null ? "" : joined.labels();
      boolean last = terms.isEmpty();
      if (joined == null && last) return nests.summed(term, equation.output()).memref;
      term = nests.summed(term, kept(term.distinct(), c -> (later + sofar).indexOf(c) >= 0));
      joined = joined == null ? term
          : nests.joined(joined, term, last ? equation.output() : kept(distinct(sofar + term.labels()), c -> later.indexOf(c) >= 0));
    }
    return joined.memref;
  }

  private static String kept(String labels, IntPredicate which) {
    return labels.chars().filter(which).mapToObj(Character::toString).collect(Collectors.joining());
  }

  private static String distinct(String labels) {
    return labels.chars().distinct().mapToObj(Character::toString).collect(Collectors.joining());
  }

  /** A memref with a label for each dimension, blank where a dimension of size 1 stretches. */
  private record Term(Value memref, String written) {
    static Term of(Value memref, String labels, EinsumEquation equation) {
      List<Long> shape = ((MemRefType) memref.type()).shape();
      var written = new StringBuilder(labels);
      for (int i = 0; i < labels.length(); i++) {
        if (shape.get(i) == 1 && equation.sizes().get(labels.charAt(i)) != 1) written.setCharAt(i, ' ');
      }
      return new Term(memref, written.toString());
    }

    String labels() {
      return written.replace(" ", "");
    }

    String distinct() {
      return EinsumLowering.distinct(labels());
    }

    /** The subscripts in loops over {@code order}. */
    List<AffineExpr> indices(String order) {
      return written.chars().<AffineExpr>mapToObj(c -> c == ' ' ? AffineExpr.constant(0) : AffineExpr.dim(order.indexOf(c))).toList();
    }
  }

  private record Nests(LoopEmitter emitter, EinsumEquation equation) {
    /** The sum over all labels but {@code kept}, whose dimensions are in that order; diagonals where a label occurs twice. */
    Term summed(Term term, String kept) {
      if (term.written.equals(kept)) return term;
      String inner = EinsumLowering.kept(term.distinct(), c -> kept.indexOf(c) < 0);
      List<AffineExpr> indices = term.indices(kept + inner);
      List<Long> shape = equation.shape(kept);
      Value result = emitter.alloc(shape);
      Reduction.Cell cell = inner.isEmpty() ? null : Reduction.SUM.cell(emitter);
      var bounds = equation.shape(inner).stream().map(LoopEmitter.Bounds::upTo).toList();
      emitter.loops(shape, () -> emitter.store(
          cell == null ? emitter.load(term.memref, indices) : Reduction.SUM.emit(emitter, cell, bounds, term.memref, indices), result,
          LoopEmitter.dims(shape.size())));
      return new Term(result, kept);
    }

    /** The products, summed over all labels but {@code kept}. */
    Term joined(Term a, Term b, String kept) {
      String order = kept + EinsumLowering.kept(EinsumLowering.distinct(a.labels() + b.labels()), c -> kept.indexOf(c) < 0);
      List<Long> shape = equation.shape(kept);
      var here = LoopEmitter.dims(shape.size());
      if (order.length() > kept.length()) {
        var contraction = new Contraction(equation.shape(order), new Contraction.Access(a.memref, a.indices(order)),
            new Contraction.Access(b.memref, b.indices(order)), here);
        return new Term(contraction.emit(emitter, shape), kept);
      }
      Value result = emitter.alloc(shape);
      emitter.loops(shape, () -> emitter.store(
          emitter.binary(Kind.MULF, emitter.load(a.memref, a.indices(order)), emitter.load(b.memref, b.indices(order))), result, here));
      return new Term(result, kept);
    }
  }
}
