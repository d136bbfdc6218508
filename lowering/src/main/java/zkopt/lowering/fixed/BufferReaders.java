package zkopt.lowering.fixed;

import java.util.ArrayList;
import java.util.List;
import zkopt.dialect.arith.BinaryOp;
import zkopt.ir.MemRefType;
import zkopt.ir.Operation;
import zkopt.ir.Value;
import zkopt.lowering.Buffers;

/** What becomes of the elements of a buffer: what decides how finely they should be kept. */
final class BufferReaders {
  private BufferReaders() {}

  /**
   * What samples led to where the sum that a product is added to is rounded: what is stored of it and its sums with other values, such as a bias.
   * Null when the product is not added up in a buffer, or when nothing was observed.
   */
  static Observed ofSum(BinaryOp product) {
    if (!product.result().hasOneUse() || !(product.result().users().getFirst() instanceof BinaryOp sum) || sum.kind() != BinaryOp.Kind.ADDF) return null;
    Value root = storedIn(sum);
    if (root == null || root.definingOp() == null) return null;
    Observed largest = Observations.of(root.definingOp());
    for (Operation reader : readers(root)) {
      Observed observed = reader instanceof BinaryOp b && b != sum && b.kind() == BinaryOp.Kind.ADDF ? Observations.of(b) : null;
      if (observed != null) largest = largest == null ? observed : largest.union(observed);
    }
    return largest;
  }

  /** What samples led to of the sums and differences that the elements are terms of; null where they are read in any other way as well. */
  static Observed addedTo(Value root) {
    Observed least = null;
    for (Operation reader : readers(root)) {
      boolean adds = reader instanceof BinaryOp b && (b.kind() == BinaryOp.Kind.ADDF || b.kind() == BinaryOp.Kind.SUBF);
      Observed sum = adds && storedIn(reader) != root ? Observations.of(reader) : null;
      if (sum == null) return null;
      if (least == null || sum.magnitude() < least.magnitude()) least = sum;
    }
    return least;
  }

  /** Whether the elements are only added up, each to what is kept elsewhere. */
  static boolean areSums(Value root) {
    var readers = readers(root);
    return !readers.isEmpty() && readers.stream().allMatch(reader -> reader instanceof BinaryOp b && b.kind() == BinaryOp.Kind.ADDF
        && storedIn(b) != null && storedIn(b) != root && readers(storedIn(b)).contains(b));
  }

  /** What reads the elements, a null for what is no scalar operation, as a copy. */
  private static List<Operation> readers(Value buffer) {
    var readers = new ArrayList<Operation>();
    for (Operation user : buffer.users()) {
      if (Subscripts.ofLoad(user) != null) readers.addAll(user.result().users());
      else if (user.numResults() == 1 && user.result().type() instanceof MemRefType) readers.addAll(readers(user.result()));
      else if (Subscripts.ofStore(user) == null || user.operand(0) == buffer) readers.add(user);
    }
    return readers;
  }

  private static Value storedIn(Operation op) {
    Operation store = op.result().users().stream().filter(user -> Subscripts.ofStore(user) != null).findFirst().orElse(null);
    return store == null ? null : Buffers.base(Subscripts.ofStore(store).memref());
  }
}
