package zkopt.tools.input;

/** What a model expects of one of its inputs. */
public record TensorSpec(String name, long[] shape) {}
