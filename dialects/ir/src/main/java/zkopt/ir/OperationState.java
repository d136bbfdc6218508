package zkopt.ir;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What it takes to make an operation; filled by builders and by the parser. */
public final class OperationState {
  public final OpSpec spec;
  public Location location;
  public final List<Value> operands = new ArrayList<>();
  public final List<Type> resultTypes = new ArrayList<>();
  public final SortedMap<String, Attribute> attributes = new TreeMap<>();
  public final List<Region> regions = new ArrayList<>();
  public final List<Block> successors = new ArrayList<>();

  public OperationState(OpSpec spec, Location location) {
    this.spec = spec;
    this.location = location;
  }

  public OperationState operands(Value... values) {
    return operands(List.of(values));
  }

  public OperationState operands(List<? extends Value> values) {
    operands.addAll(values);
    return this;
  }

  public OperationState results(Type... types) {
    return results(List.of(types));
  }

  public OperationState results(List<? extends Type> types) {
    resultTypes.addAll(types);
    return this;
  }

  /** Sets an attribute; a null value is ignored, so that optional ones read plainly. */
  public OperationState attribute(String name, Attribute value) {
    if (value != null) attributes.put(name, value);
    return this;
  }

  public OperationState attributes(java.util.Map<String, ? extends Attribute> values) {
    attributes.putAll(values);
    return this;
  }

  public OperationState region(Region region) {
    regions.add(region);
    return this;
  }

  /** Adds a new region with one empty block with these arguments, and returns the block. */
  public Block regionWithBlock(Type... argumentTypes) {
    var block = new Block();
    for (Type type : argumentTypes) block.addArgument(type, location);
    var region = new Region();
    region.add(block);
    regions.add(region);
    return block;
  }

  public OperationState successors(List<Block> blocks) {
    successors.addAll(blocks);
    return this;
  }

  /** Makes the operation, detached; {@link OpBuilder#create} also inserts it. */
  public Operation build() {
    return spec.create(this);
  }
}
