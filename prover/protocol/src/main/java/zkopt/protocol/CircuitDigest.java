package zkopt.protocol;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import zkopt.circuit.Circuit;
import zkopt.hash.Blake3;
import zkopt.protocol.codec.ByteWriter;
import zkopt.protocol.codec.ConstraintSystemCodec;

/** The identity of a circuit: a hash over the canonical form of its constraint system, sizes, fixed columns and copies. */
public final class CircuitDigest {
  private CircuitDigest() {}

  public static byte[] of(Circuit circuit) {
    ByteWriter out = new ByteWriter().string("zkopt circuit v1");
    ConstraintSystemCodec.write(circuit.system(), out);
    out.int32(circuit.logRows()).int32(circuit.blindingRows()).int32(circuit.weightRows());
    out.int32(circuit.publicValues().length);
    for (int count : circuit.publicValues()) {
      out.int32(count);
    }
    Arrays.stream(circuit.fixed()).parallel().map(CircuitDigest::of).forEachOrdered(out::raw);
    out.int32(circuit.copies().size());
    for (int i = 0; i < circuit.copies().size(); i++) {
      out.int64(circuit.copies().a(i)).int64(circuit.copies().b(i));
    }
    return Blake3.hash(out.toBytes());
  }

  private static byte[] of(long[] column) {
    ByteBuffer bytes = ByteBuffer.allocate(column.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(column);
    return Blake3.hash(bytes.array());
  }
}
