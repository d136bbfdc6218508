package zkopt.ir;

import java.util.Map;

/** Checks that attributes which the generic form gives as properties can be held as such. */
public final class PropertyChecks {
  private PropertyChecks() {}

  /** What is wrong with the properties of an operation of this kind; or null. */
  public static String problem(OpSpec spec, Map<String, Attribute> properties) {
    for (OpSpec.AttrDef def : spec.attributes()) {
      Attribute value = properties.get(def.name());
      if (value != null && !def.storage().test(value)) return invalid(spec, properties, "Invalid attribute `" + def.name() + "` in property conversion: " + value);
    }
    Attribute segments = properties.get(OpSpec.OPERAND_SEGMENTS);
    if (!spec.needsSegments() || segments == null) return null;
    if (!(segments instanceof DenseArrayAttr sizes) || !sizes.elementType().equals(IntegerType.I32)) {
      return invalid(spec, properties, "expected DenseI32ArrayAttr for key `value`");
    }
    int expected = spec.operands().size();
    return sizes.values().size() == expected ? null
        : invalid(spec, properties, "size mismatch in attribute conversion: " + sizes.values().size() + " vs " + expected);
  }

  private static String invalid(OpSpec spec, Map<String, Attribute> properties, String reason) {
    return "invalid properties " + DictionaryAttr.of(properties) + " for op " + spec.name() + ": " + reason;
  }
}
