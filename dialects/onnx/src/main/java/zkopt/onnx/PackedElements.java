package zkopt.onnx;

import com.google.protobuf.ByteString;
import zkopt.ir.Blob;
import zkopt.ir.FloatType;
import zkopt.ir.IntegerType;
import zkopt.ir.TensorType;
import zkopt.ir.Type;

/** Elements shorter than a byte, of which ONNX packs as many into a byte as fit, the first in the lowest bits. */
final class PackedElements {
  private PackedElements() {}

  /** How many elements of {@code type} share a byte. Truth values take one each. */
  static int perByte(Type type) {
    int width = width(type);
    return width > 1 && width < 8 ? 8 / width : 1;
  }

  private static int width(Type type) {
    return switch (type) {
      case IntegerType i -> i.width();
      case FloatType f -> f.width();
      default -> 8;
    };
  }

  /** The elements of {@code type} in a byte each, as {@link Blob} keeps them. */
  static Blob unpack(Blob packed, TensorType type) {
    int width = width(type.elementType());
    int perByte = perByte(type.elementType());
    long[] elements = new long[Math.toIntExact(type.numElements())];
    for (int i = 0; i < elements.length; i++) {
      int bits = packed.bytes().get(i / perByte) >> i % perByte * width & (1 << width) - 1;
      elements[i] = type.elementType() instanceof IntegerType t ? t.wrap(bits) : bits;
    }
    return Blob.ofLongs(1, elements);
  }

  /** As ONNX has them, what is in a byte each; other elements as they are. */
  static ByteString pack(ByteString elements, Type type) {
    int perByte = perByte(type);
    if (perByte == 1) return elements;
    int width = width(type);
    byte[] packed = new byte[Math.ceilDiv(elements.size(), perByte)];
    for (int i = 0; i < elements.size(); i++) packed[i / perByte] |= (byte) ((elements.byteAt(i) & (1 << width) - 1) << i % perByte * width);
    return ByteString.copyFrom(packed);
  }
}
