package zkopt.transforms.canonical;

import java.util.ArrayList;
import java.util.List;
import zkopt.ir.IntegerAttr;
import zkopt.ir.ShapedType;
import zkopt.ir.Value;

/**
 * A shape with the dynamic sizes that are known constants filled in.
 *
 * @param shape sizes, {@link ShapedType#DYNAMIC} where still unknown
 * @param sizes the operands that are still needed
 */
record StaticSizes(List<Long> shape, List<Value> sizes) {
  /** @param sizes one for each dynamic dimension of {@code shape} */
  static StaticSizes of(List<Long> shape, List<Value> sizes) {
    var known = new ArrayList<>(shape);
    var unknown = new ArrayList<Value>();
    int next = 0;
    for (int i = 0; i < known.size(); i++) {
      if (known.get(i) != ShapedType.DYNAMIC) continue;
      Value size = sizes.get(next++);
      IntegerAttr constant = ArithValues.integer(size);
      if (constant != null && constant.value() >= 0) known.set(i, constant.value());
      else unknown.add(size);
    }
    return new StaticSizes(known, unknown);
  }
}
