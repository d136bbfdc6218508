package zkopt.prover.eval;

import java.util.Arrays;
import zkopt.field.Ext3;
import zkopt.field.Goldilocks;
import zkopt.kernel.Kernels;
import zkopt.protocol.constraint.Graph;
import zkopt.protocol.constraint.Node;

/** The registers of one thread, and the execution of steps on them for one block of rows. */
final class Frame {
  private static final Kernels K = Kernels.best();
  private static final long[] ZEROS = new long[BlockProgram.BLOCK];

  private final Graph graph;
  private final Ext3[] uniforms;
  private final RowSource source;
  private final long[][][] baseRegisters;
  private final long[][][] extensionRegisters;
  /** By node: the arrays that hold its value, which are registers or columns, and where the block starts in them. */
  private final long[][][] values;
  private final int[] offsets;
  private int from;
  private int n;

  Frame(Graph graph, Ext3[] uniforms, RowSource source, int baseRegisters, int extensionRegisters) {
    this.graph = graph;
    this.uniforms = uniforms;
    this.source = source;
    this.baseRegisters = new long[baseRegisters][1][BlockProgram.BLOCK];
    this.extensionRegisters = new long[extensionRegisters][Ext3.DEGREE][BlockProgram.BLOCK];
    this.values = new long[graph.size()][][];
    this.offsets = new int[graph.size()];
  }

  void moveTo(int row, int count) {
    from = row;
    n = count;
  }

  long[][] value(int node) {
    return values[node];
  }

  int offset(int node) {
    return offsets[node];
  }

  /** A uniform node's value on a block. */
  long[][] uniformBlock(int node, int count) {
    Ext3 u = uniforms[node];
    long[][] block = new long[graph.isExtension(node) ? Ext3.DEGREE : 1][count];
    fill(block, u, count);
    return block;
  }

  private static void fill(long[][] block, Ext3 value, int count) {
    long[] coefficients = {value.c0(), value.c1(), value.c2()};
    for (int k = 0; k < block.length; k++) {
      Arrays.fill(block[k], 0, count, coefficients[k]);
    }
  }

  void execute(BlockProgram.Step step) {
    int node = step.node();
    long[][] register = graph.isExtension(node) ? extensionRegisters[step.register()] : baseRegisters[step.register()];
    values[node] = register;
    offsets[node] = 0;
    if (step.axpy() != null) {
      axpy(step.axpy(), register);
      return;
    }
    switch (graph.node(node)) {
      case Node.Cell(var oracle, int column, int rotation) -> load(node, register, source.columns().get(oracle), column, rotation);
      case Node.ExtensionCell(var oracle, int column, int rotation) ->
          load(node, register, source.columns().get(oracle), column, rotation);
      case Node.Row(var polynomial) -> {
        values[node] = new long[][] {source.rows().get(polynomial)};
        offsets[node] = from;
      }
      case Node.Add(int a, int b) -> {
        if (graph.isUniform(a)) addUniform(b, uniforms[a], graph.isExtension(a), register);
        else if (graph.isUniform(b)) addUniform(a, uniforms[b], graph.isExtension(b), register);
        else add(a, b, register);
      }
      case Node.Sub(int a, int b) -> {
        if (graph.isUniform(b)) addUniform(a, uniforms[b].neg(), graph.isExtension(b), register);
        else if (graph.isUniform(a)) subFromUniform(uniforms[a], b, register);
        else sub(a, b, register);
      }
      case Node.Mul(int a, int b) -> {
        if (graph.isUniform(a)) mulUniform(b, uniforms[a], graph.isExtension(a), register);
        else if (graph.isUniform(b)) mulUniform(a, uniforms[b], graph.isExtension(b), register);
        else mul(a, b, register);
      }
      case Node.Constant _, Node.Challenge _ -> throw new AssertionError("a uniform node is no step");
    }
  }

  /** Refers to the columns where the block is contiguous in them, else copies it. */
  private void load(int node, long[][] register, long[][] columns, int column, int rotation) {
    int size = source.size();
    int start = Math.floorMod(from + rotation, size);
    if (start + n <= size) {
      values[node] = Arrays.copyOfRange(columns, column, column + register.length);
      offsets[node] = start;
      return;
    }
    int head = size - start;
    for (int k = 0; k < register.length; k++) {
      System.arraycopy(columns[column + k], start, register[k], 0, head);
      System.arraycopy(columns[column + k], 0, register[k], head, n - head);
    }
  }

  private void axpy(BlockProgram.Axpy axpy, long[][] out) {
    int summand = axpy.summand();
    if (graph.isUniform(summand)) {
      fill(out, uniforms[summand], n);
    } else {
      copy(summand, out);
    }
    Ext3 factor = axpy.minus() ? uniforms[axpy.factor()].neg() : uniforms[axpy.factor()];
    K.extAxpy(out, 0, factor, values[axpy.column()][0], offsets[axpy.column()], n);
  }

  /** Copies a value, unless it is there already. */
  private void copy(int a, long[][] out) {
    for (int k = 0; k < out.length; k++) {
      if (k >= values[a].length) {
        Arrays.fill(out[k], 0, n, 0);
      } else if (values[a][k] != out[k]) {
        System.arraycopy(values[a][k], offsets[a], out[k], 0, n);
      }
    }
  }

  private void add(int a, int b, long[][] out) {
    int common = Math.min(values[a].length, values[b].length);
    for (int k = 0; k < common; k++) {
      K.add(values[a][k], offsets[a], values[b][k], offsets[b], out[k], 0, n);
    }
    copyRest(values[a].length > common ? a : b, common, out);
  }

  private void sub(int a, int b, long[][] out) {
    int common = Math.min(values[a].length, values[b].length);
    for (int k = 0; k < common; k++) {
      K.sub(values[a][k], offsets[a], values[b][k], offsets[b], out[k], 0, n);
    }
    if (values[a].length >= values[b].length) {
      copyRest(a, common, out);
    } else {
      for (int k = common; k < out.length; k++) {
        K.sub(ZEROS, 0, values[b][k], offsets[b], out[k], 0, n);
      }
    }
  }

  private void copyRest(int a, int start, long[][] out) {
    for (int k = start; k < out.length; k++) {
      if (values[a][k] != out[k]) System.arraycopy(values[a][k], offsets[a], out[k], 0, n);
    }
  }

  private void mul(int a, int b, long[][] out) {
    boolean wideA = values[a].length > 1;
    boolean wideB = values[b].length > 1;
    if (wideA && wideB) {
      K.extMul(values[a], offsets[a], values[b], offsets[b], out, 0, n);
    } else if (wideA) {
      K.extMulBase(values[a], offsets[a], values[b][0], offsets[b], out, 0, n);
    } else if (wideB) {
      K.extMulBase(values[b], offsets[b], values[a][0], offsets[a], out, 0, n);
    } else {
      K.mul(values[a][0], offsets[a], values[b][0], offsets[b], out[0], 0, n);
    }
  }

  private void addUniform(int a, Ext3 u, boolean wide, long[][] out) {
    K.addScalar(values[a][0], offsets[a], u.c0(), out[0], 0, n);
    if (out.length == 1) return;
    if (values[a].length == 1) {
      Arrays.fill(out[1], 0, n, u.c1());
      Arrays.fill(out[2], 0, n, u.c2());
    } else if (wide) {
      K.addScalar(values[a][1], offsets[a], u.c1(), out[1], 0, n);
      K.addScalar(values[a][2], offsets[a], u.c2(), out[2], 0, n);
    } else {
      copyRest(a, 1, out);
    }
  }

  private void subFromUniform(Ext3 u, int b, long[][] out) {
    long[] coefficients = {u.c0(), u.c1(), u.c2()};
    for (int k = 0; k < out.length; k++) {
      if (k < values[b].length) {
        K.sub(ZEROS, 0, values[b][k], offsets[b], out[k], 0, n);
        if (coefficients[k] != 0) K.addScalar(out[k], 0, coefficients[k], out[k], 0, n);
      } else {
        Arrays.fill(out[k], 0, n, coefficients[k]);
      }
    }
  }

  private void mulUniform(int a, Ext3 u, boolean wide, long[][] out) {
    if (wide && values[a].length > 1) {
      K.extMulScalar(values[a], offsets[a], u, out, 0, n);
    } else if (wide) {
      long[] coefficients = {u.c0(), u.c1(), u.c2()};
      for (int k = 0; k < out.length; k++) {
        K.mulScalar(values[a][0], offsets[a], coefficients[k], out[k], 0, n);
      }
    } else if (u.c0() == Goldilocks.MODULUS - 1) {
      for (int k = 0; k < out.length; k++) {
        K.sub(ZEROS, 0, values[a][k], offsets[a], out[k], 0, n);
      }
    } else {
      for (int k = 0; k < out.length; k++) {
        K.mulScalar(values[a][k], offsets[a], u.c0(), out[k], 0, n);
      }
    }
  }
}
