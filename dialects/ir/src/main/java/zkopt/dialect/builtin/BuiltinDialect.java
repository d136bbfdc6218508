package zkopt.dialect.builtin;

import java.util.List;
import zkopt.ir.Dialect;
import zkopt.ir.OpSpec;

/** What every module needs. The builtin types and attributes are part of the syntax, so that nothing is parsed here. */
public final class BuiltinDialect implements Dialect {
  @Override
  public String namespace() {
    return "builtin";
  }

  @Override
  public String summary() {
    return "Modules, and the types and attributes of MLIR itself.";
  }

  @Override
  public List<Syntax> types() {
    return List.of(
        new Syntax("i32, si8, ui16", "integers: signless, signed, unsigned"),
        new Syntax("index, none", "subscripts and sizes; no value"),
        new Syntax("f16, bf16, tf32, f32, f64, f80, f128, f8E4M3FN, ...", "floating point"),
        new Syntax("complex<f32>, tuple<i32, f32>", "complex numbers; several values"),
        new Syntax("tensor<4x?xf32, encoding>, tensor<*xf32>", "values of a shape"),
        new Syntax("memref<4x?xf32, layout, space>, memref<*xf32>", "memory of a shape"),
        new Syntax("vector<4x[8]xf32>", "vectors; brackets are scalable dimensions"),
        new Syntax("(i32, f32) -> i1", "functions"));
  }

  @Override
  public List<Syntax> attributes() {
    return List.of(
        new Syntax("42 : i32, true, 1.5 : f32, 0x7FC0 : bf16", "numbers; hexadecimal floats are their bits"),
        new Syntax("\"text\", \"text\" : !d.type, unit", "strings; what is only there or not"),
        new Syntax("[1, 2], {a = 1, b}, array<i64: 1, 2>", "arrays, dictionaries, arrays of one type"),
        new Syntax("@f, @m::@f", "references to symbols"),
        new Syntax("dense<[1, 2]> : tensor<2xi32>, dense_resource<key> : tensor<2xf32>, sparse<[[0, 0]], [1]> : tensor<2x2xi32>", "constant data"),
        new Syntax("affine_map<(d0)[s0] -> (d0 + s0)>, affine_set<(d0) : (d0 >= 0)>", "affine maps and integer sets"),
        new Syntax("strided<[4, 1], offset: ?>", "layouts of memory"),
        new Syntax("distinct[0]<value>", "equal to itself only"),
        new Syntax("loc(\"f.py\":1:2), loc(\"name\"), loc(callsite(a at b)), loc(fused<m>[a, b])", "locations"));
  }

  @Override
  public List<OpSpec> operations() {
    return List.of(ModuleOp.SPEC, UnrealizedConversionCastOp.SPEC);
  }
}
