package zkopt.ir;

/** {@code memref<*xf32, space>}; {@code memorySpace} may be null. */
public record UnrankedMemRefType(Type elementType, Attribute memorySpace) implements Type {
  @Override
  public String toString() {
    return "memref<*x" + elementType + (memorySpace == null ? "" : ", " + memorySpace) + ">";
  }
}
