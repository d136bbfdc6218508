package zkopt.onnx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import zkopt.ir.Blob;
import zkopt.ir.DenseElementsAttr;
import zkopt.ir.DenseResourceAttr;
import zkopt.ir.ElementsAttr;
import zkopt.ir.IntegerType;
import zkopt.ir.TensorType;
import zkopt.onnx.proto.StringStringEntryProto;
import zkopt.onnx.proto.TensorProto;

/**
 * Reads constant data: raw bytes, typed fields, or a file beside the model.
 *
 * @param directory where the model lies
 */
record TensorReader(Path directory) {
  /** Integer data of up to so many elements, such as shapes, is written in the text. */
  private static final int INLINE_INTEGERS = 64;

  /** The data under the resource key {@code name}; scalars and small integer data inline. */
  ElementsAttr read(TensorProto tensor, String name) {
    var type = TensorType.of(tensor.getDimsList(), ElementTypes.of(tensor.getDataType(), name));
    Blob data = data(tensor, type, name);
    boolean inline = type.elementType() instanceof IntegerType ? type.numElements() <= INLINE_INTEGERS : type.numElements() == 1;
    return inline ? new DenseElementsAttr(type, data, false) : new DenseResourceAttr(name, type, data);
  }

  /** The bytes of {@code tensor}, row-major, little endian. */
  private Blob data(TensorProto tensor, TensorType type, String name) {
    int packed = PackedElements.perByte(type.elementType());
    long bytes = Math.ceilDiv(size(type, name), packed);
    Blob data;
    if (tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL) data = external(tensor, bytes, name);
    else if (tensor.hasRawData()) data = new Blob(tensor.getRawData().asReadOnlyByteBuffer());
    else data = typed(tensor, type, Math.toIntExact(bytes), name);
    if (data.size() != bytes) throw new ImportFailure("tensor '" + name + "' of type '" + type + "' has " + data.size() + " bytes of data");
    return packed == 1 ? data : PackedElements.unpack(data, type);
  }

  private static long size(TensorType type, String name) {
    long bytes = Blob.byteWidth(type.elementType());
    for (long d : type.shape()) {
      if (d < 0) throw new ImportFailure("tensor '" + name + "' has the negative dimension " + d);
      bytes = d == 0 ? 0 : bytes > Integer.MAX_VALUE / d ? Long.MAX_VALUE : bytes * d;
      if (bytes == Long.MAX_VALUE) throw new ImportFailure("tensor '" + name + "' of type '" + type + "' is larger than 2 GiB");
    }
    return bytes;
  }

  private static Blob typed(TensorProto t, TensorType type, int bytes, String name) {
    int width = Blob.byteWidth(type.elementType());
    int stored = switch (t.getDataType()) {
      case TensorProto.DataType.FLOAT_VALUE -> t.getFloatDataCount();
      case TensorProto.DataType.DOUBLE_VALUE -> t.getDoubleDataCount();
      case TensorProto.DataType.INT64_VALUE -> t.getInt64DataCount();
      case TensorProto.DataType.UINT32_VALUE, TensorProto.DataType.UINT64_VALUE -> t.getUint64DataCount();
      default -> t.getInt32DataCount();
    };
    if (stored != bytes / width) {
      throw new ImportFailure("tensor '" + name + "' of type '" + type + "' has " + stored + " elements of data");
    }
    var buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    IntConsumer put = switch (t.getDataType()) {
      case TensorProto.DataType.FLOAT_VALUE -> i -> buffer.putFloat(t.getFloatData(i));
      case TensorProto.DataType.DOUBLE_VALUE -> i -> buffer.putDouble(t.getDoubleData(i));
      case TensorProto.DataType.INT64_VALUE -> i -> buffer.putLong(t.getInt64Data(i));
      case TensorProto.DataType.UINT64_VALUE -> i -> buffer.putLong(t.getUint64Data(i));
      case TensorProto.DataType.UINT32_VALUE -> i -> buffer.putInt((int) t.getUint64Data(i));
      default -> i -> putInteger(buffer, width, t.getInt32Data(i));
    };
    for (int i = 0; i < stored; i++) put.accept(i);
    return new Blob(buffer.flip());
  }

  private static void putInteger(ByteBuffer buffer, int width, int value) {
    switch (width) {
      case 1 -> buffer.put((byte) value);
      case 2 -> buffer.putShort((short) value);
      default -> buffer.putInt(value);
    }
  }

  private Blob external(TensorProto tensor, long bytes, String name) {
    Map<String, String> entries = entries(tensor.getExternalDataList());
    String location = entries.getOrDefault("location", "");
    Path file = directory.resolve(location).normalize();
    if (location.isEmpty() || Path.of(location).isAbsolute() || !file.startsWith(directory)) {
      throw new ImportFailure("tensor '" + name + "' has its data in '" + location + "', which is not below the model's directory");
    }
    long offset = number(entries, "offset", 0, name);
    long length = number(entries, "length", bytes, name);
    if (length != bytes) throw new ImportFailure("tensor '" + name + "' needs " + bytes + " bytes, but its external data has " + length);
    try (var channel = FileChannel.open(file)) {
      if (offset > channel.size() - length) throw new ImportFailure("tensor '" + name + "' lies beyond the end of '" + location + "'");
      return new Blob(channel.map(FileChannel.MapMode.READ_ONLY, offset, length));
    } catch (IOException e) {
      throw new ImportFailure("cannot read '" + location + "', which holds the data of tensor '" + name + "'");
    }
  }

  private static Map<String, String> entries(List<StringStringEntryProto> list) {
    var entries = new HashMap<String, String>();
    for (var entry : list) entries.put(entry.getKey(), entry.getValue());
    return entries;
  }

  private static long number(Map<String, String> entries, String key, long otherwise, String name) {
    String text = entries.get(key);
    if (text == null) return otherwise;
    try {
      long value = Long.parseLong(text);
      if (value >= 0) return value;
    } catch (NumberFormatException e) {
      // reported below, like a negative number
    }
    throw new ImportFailure("tensor '" + name + "' has the " + key + " '" + text + "' in its external data");
  }
}
