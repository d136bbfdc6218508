package zkopt.transforms;

import java.util.ArrayList;
import java.util.List;

/** Random functions over sizes, casts, slices and reshapes of tensors and buffers, whose sizes and indices are constants more often than not. */
final class RandomViews extends RandomFunctions {
  private record Named(String name, String type) {}

  private final List<Named> values = new ArrayList<>();

  private RandomViews(long seed) {
    super(seed * 31 + 5);
  }

  /** A module of {@code functions} functions. */
  static String text(long seed, int functions) {
    return new RandomViews(seed).module(functions);
  }

  @Override
  String function(int number) {
    begin();
    values.clear();
    var arguments = List.of("index", "f32", "tensor<4x?xf32>", "tensor<2x3xf32>", "memref<4x?xf32>", "memref<4x8xf32>");
    var text = new ArrayList<String>();
    for (String type : arguments) {
      values.add(new Named("%arg" + text.size(), type));
      text.add("%arg" + text.size() + ": " + type);
    }
    int operations = 2 + random.nextInt(7);
    for (int i = 0; i < operations; i++) {
      if (chance(2)) tensor();
      else buffer();
    }
    for (Named value : values) {
      if (!value.name.startsWith("%arg") && !chance(3)) line("\"test.use\"(" + value.name + ") : (" + value.type + ") -> ()");
    }
    return "  func.func @f" + number + "(" + String.join(", ", text) + ") {\n" + body + "    return\n  }\n";
  }

  private void line(String text) {
    line(1, text);
  }

  private String define(String type, String text) {
    String name = define(1, text);
    values.add(new Named(name, type));
    return name;
  }

  private String value(String type) {
    var known = values.stream().filter(v -> v.type.equals(type)).toList();
    if (!known.isEmpty() && (chance(2) || !type.equals("index") && !type.equals("f32"))) return pick(known).name;
    String name = "%c" + names++;
    line(name + " = " + switch (type) {
      case "index" -> "arith.constant " + random.nextInt(4) + " : index";
      case "f32" -> "arith.constant " + random.nextInt(3) + ".0 : f32";
      default -> type.startsWith("tensor") && !type.contains("?") && chance(2) ? "arith.constant dense<" + random.nextInt(3) + ".0> : " + type : "\"test.make\"() : () -> " + type;
    });
    if (!type.equals("index") && !type.equals("f32")) values.add(new Named(name, type));
    return name;
  }

  private String shape(String kind) {
    return kind + "<" + pick(List.of("4x?", "?x?", "4x8", "?x8", "2x3")) + "xf32>";
  }

  /** An index inside two dimensions of at least two. */
  private String indices() {
    return "[" + value("index") + ", " + value("index") + "]";
  }

  /** An index of 0 or 1. */
  private String bit() {
    String name = "%c" + names++;
    line(name + " = arith.constant " + random.nextInt(2) + " : index");
    return name;
  }

  private void tensor() {
    String type = shape("tensor");
    switch (random.nextInt(11)) {
      case 0 -> define("tensor<4x?xf32>", "tensor.empty(" + value("index") + ") : tensor<4x?xf32>");
      case 1 -> {
        String from = value("tensor<4x?xf32>");
        String between = define("tensor<?x?xf32>", "tensor.cast " + from + " : tensor<4x?xf32> to tensor<?x?xf32>");
        String to = pick(List.of("tensor<4x?xf32>", "tensor<?x8xf32>", "tensor<4x8xf32>"));
        if (chance(2)) define(to, "tensor.cast " + between + " : tensor<?x?xf32> to " + to);
      }
      case 2, 3 -> define("f32", "tensor.extract " + value(type) + indices() + " : " + type);
      case 4 -> define(type, "tensor.insert " + value("f32") + " into " + value(type) + indices() + " : " + type);
      case 5 -> define("index", "tensor.dim " + value(type) + ", " + value("index") + " : " + type);
      case 6 -> {
        String made = define("tensor<2x2xf32>", "tensor.from_elements " + value("f32") + ", " + value("f32") + ", " + value("f32") + ", " + value("f32") + " : tensor<2x2xf32>");
        define("f32", "tensor.extract " + made + "[" + bit() + ", " + bit() + "] : tensor<2x2xf32>");
      }
      case 7 -> define("tensor<2x3xf32>", "tensor.splat " + value("f32") + " : tensor<2x3xf32>");
      case 8 -> define("index", "tensor.rank " + value(type) + " : " + type);
      case 9 -> {
        String whole = value("tensor<2x3xf32>");
        String flat = define("tensor<6xf32>", "tensor.collapse_shape " + whole + " [[0, 1]] : tensor<2x3xf32> into tensor<6xf32>");
        if (chance(2)) define("tensor<2x3xf32>", "tensor.expand_shape " + flat + " [[0, 1]] output_shape [2, 3] : tensor<6xf32> into tensor<2x3xf32>");
      }
      default -> {
        String size = value("index");
        String part = define("tensor<2x?xf32>", "tensor.extract_slice " + value("tensor<4x?xf32>") + "[0, " + value("index") + "] [2, " + size + "] [1, 1] : tensor<4x?xf32> to tensor<2x?xf32>");
        if (chance(2)) define("index", "tensor.dim " + part + ", " + value("index") + " : tensor<2x?xf32>");
      }
    }
  }

  private void buffer() {
    String type = shape("memref");
    switch (random.nextInt(8)) {
      case 0 -> {
        String made = define("memref<4x?xf32>", "memref.alloc" + (chance(3) ? "a" : "") + "(" + value("index") + ") : memref<4x?xf32>");
        line("\"test.use\"(" + made + ") : (memref<4x?xf32>) -> ()");
      }
      case 1, 2 -> {
        String from = value("memref<4x8xf32>");
        String to = define("memref<?x?xf32>", "memref.cast " + from + " : memref<4x8xf32> to memref<?x?xf32>");
        if (chance(2)) define("memref<4x?xf32>", "memref.cast " + to + " : memref<?x?xf32> to memref<4x?xf32>");
      }
      case 3 -> define("f32", "memref.load " + value(type) + indices() + " : " + type);
      case 4 -> line("memref.store " + value("f32") + ", " + value(type) + indices() + " : " + type);
      case 5 -> define("index", "memref.dim " + value(type) + ", " + value("index") + " : " + type);
      case 6 -> define("index", "memref.rank " + value(type) + " : " + type);
      default -> {
        String view = "memref<2x?xf32, strided<[8, 1], offset: ?>>";
        String part = define(view, "memref.subview " + value("memref<4x8xf32>") + "[0, " + value("index") + "] [2, " + value("index") + "] [1, 1] : memref<4x8xf32> to " + view);
        if (chance(2)) define("f32", "memref.load " + part + indices() + " : " + view);
        if (chance(2)) define("index", "memref.dim " + part + ", " + value("index") + " : " + view);
      }
    }
  }
}
