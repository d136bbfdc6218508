package zkopt.ir;

import java.util.List;

/** {@code @root::@nested}. */
public record SymbolRefAttr(String root, List<String> nested) implements Attribute {
  public SymbolRefAttr {
    nested = List.copyOf(nested);
  }

  public static SymbolRefAttr flat(String name) {
    return new SymbolRefAttr(name, List.of());
  }

  @Override
  public String toString() {
    var text = new StringBuilder(AsmText.symbol(root));
    for (String name : nested) text.append("::").append(AsmText.symbol(name));
    return text.toString();
  }
}
