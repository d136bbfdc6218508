package zkopt.ir;

import zkopt.ir.text.AttributePrinter;

/** {@code memref<*xf32, space>}; {@code memorySpace} may be null. */
public record UnrankedMemRefType(Type elementType, Attribute memorySpace) implements Type {
  public UnrankedMemRefType {
    memorySpace = MemRefType.withoutDefault(memorySpace);
  }

  @Override
  public String toString() {
    return AttributePrinter.PLAIN.type(this);
  }
}
