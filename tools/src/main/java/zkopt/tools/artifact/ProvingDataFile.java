package zkopt.tools.artifact;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import zkopt.kernel.Parallel;
import zkopt.protocol.constraint.Oracle;
import zkopt.prover.StoredColumns;
import zkopt.tools.artifact.MappedArrays.DamagedException;
import zkopt.tools.artifact.proto.ArrayProto;
import zkopt.tools.artifact.proto.ColumnsProto;
import zkopt.tools.artifact.proto.ProvingDataProto;
import zkopt.tools.cli.FileErrors;
import zkopt.tools.cli.FileSet;
import zkopt.tools.cli.ToolException;
import zkopt.verifier.file.FileFormat;
import zkopt.verifier.file.ModelKey;
import zkopt.verifier.file.ProofSystem;

/**
 * A {@code .zkd} file: the columns that setup committed, extended, with their trees. It follows from the {@code .zkc} file, and without
 * it a proof begins by computing it again; with it, the file is mapped and copied. As secret as the {@code .zkc} file.
 */
public final class ProvingDataFile {
  /** Columns that take more are not worth a file: extending them again takes no longer than reading. */
  public static final long MAX_BYTES = 1L << 32;

  private static final int MAX_HEAD_BYTES = 1 << 24;

  private ProvingDataFile() {}

  /** What the file says of itself. @param fingerprint of the verifying key that it belongs to */
  public record Head(ProofSystem system, String fingerprint) {}

  /** Bytes of the arrays. */
  public static long size(Map<Oracle, StoredColumns> stored) {
    return stored.values().stream().flatMap(s -> Stream.of(s.values(), s.extended())).flatMap(Arrays::stream)
        .mapToLong(a -> (long) a.length * Long.BYTES).sum()
        + stored.values().stream().map(StoredColumns::digests).flatMap(Arrays::stream).mapToLong(a -> (long) a.length * Integer.BYTES).sum();
  }

  /** The file as part of a {@link FileSet}. */
  static FileSet.Part part(Path file, ModelKey key, Map<Oracle, StoredColumns> stored) {
    return new FileSet.Part(file, true, channel -> write(channel, key, stored));
  }

  /** Writes the arrays, and then the head before them, which has their checksums: its size depends on their number alone. */
  private static void write(FileChannel channel, ModelKey key, Map<Oracle, StoredColumns> stored) throws IOException {
    var places = ProvingDataProto.newBuilder().setFixed(places(stored.get(Oracle.FIXED))).setWeights(places(stored.get(Oracle.WEIGHTS)));
    var out = new MappedArrays.Writer(channel, MappedArrays.aligned(head(key, places).length));
    var arrays = ProvingDataProto.newBuilder().setFixed(write(out, stored.get(Oracle.FIXED)))
        .setWeights(write(out, stored.get(Oracle.WEIGHTS)));
    var head = ByteBuffer.wrap(head(key, arrays));
    while (head.hasRemaining()) channel.write(head, head.position());
  }

  private static byte[] head(ModelKey key, ProvingDataProto.Builder arrays) {
    arrays.setHeader(Envelope.header(FileFormat.PROVING_DATA, ProofSystem.of(key.key()))).setModel(ByteString.copyFrom(HexFormat.of().parseHex(key.fingerprint())));
    int size = Envelope.seal(arrays.setSize(1).build()).length;
    return Envelope.seal(arrays.setSize(size).build());
  }

  /** As {@link #write}, with any numbers: they have a fixed size. */
  private static ColumnsProto places(StoredColumns stored) {
    ArrayProto some = ArrayProto.newBuilder().setOffset(1).setBytes(1).setChecksum(1).build();
    var columns = ColumnsProto.newBuilder().setSaltSeed(ByteString.copyFrom(stored.saltSeed()));
    for (var _ : stored.values()) columns.addValues(some);
    for (var _ : stored.extended()) columns.addExtended(some);
    for (var _ : stored.digests()) columns.addDigests(some);
    return columns.build();
  }

  private static ColumnsProto write(MappedArrays.Writer out, StoredColumns stored) throws IOException {
    var columns = ColumnsProto.newBuilder().setSaltSeed(ByteString.copyFrom(stored.saltSeed()));
    for (long[] column : stored.values()) columns.addValues(out.write(column));
    for (long[] column : stored.extended()) columns.addExtended(out.write(column));
    for (int[] level : stored.digests()) columns.addDigests(out.write(level));
    return columns.build();
  }

  /** Reads the head and checks every array. @throws ToolException naming the file, if it is no such file, of another version or damaged */
  public static Head inspect(Path file) {
    ProvingDataProto head = readHead(file);
    copy(file, head);
    return new Head(FileErrors.parsing("'" + file + "'", () -> FileFormat.PROVING_DATA.requireHeader(head.toByteArray())), model(head));
  }

  /**
   * Reads all.
   *
   * @param compiled the compiled model of {@code key}, for messages
   * @throws ToolException naming the file, if it is damaged, or is of another version or another setup
   */
  public static Map<Oracle, StoredColumns> read(Path file, ModelKey key, Path compiled) {
    ProvingDataProto head = readHead(file);
    if (!model(head).equals(key.fingerprint())) {
      throw new ToolException("'%s' belongs to the model of identity %s, and '%s' has identity %s: %s".formatted(file,
          model(head), compiled, key.fingerprint(), FileFormat.PROVING_DATA.remedy()));
    }
    return copy(file, head);
  }

  private static String model(ProvingDataProto head) {
    return HexFormat.of().formatHex(head.getModel().toByteArray());
  }

  private static ProvingDataProto readHead(Path file) {
    String where = "'" + file + "'";
    byte[] content = FileErrors.reading(file, () -> {
      try (FileChannel channel = FileChannel.open(file)) {
        byte[] start = start(channel, MappedArrays.PAGE);
        FileErrors.parsing(where, () -> FileFormat.PROVING_DATA.requireHeader(start));
        return start(channel, size(start));
      }
    });
    return Envelope.open(content, FileFormat.PROVING_DATA, where, ProvingDataProto.parser());
  }

  private static byte[] start(FileChannel channel, int bytes) throws IOException {
    byte[] start = new byte[Math.toIntExact(Math.min(bytes, channel.size()))];
    var buffer = ByteBuffer.wrap(start);
    while (buffer.hasRemaining() && channel.read(buffer, buffer.position()) >= 0) { /* go on */ }
    return start;
  }

  /** The second field. */
  private static int size(byte[] start) throws IOException {
    var in = CodedInputStream.newInstance(start);
    in.readTag();
    in.skipRawBytes(in.readRawVarint32());
    in.readTag();
    return Math.clamp(in.readFixed32(), 0, MAX_HEAD_BYTES);
  }

  /** Copies all arrays, on all cores. */
  private static Map<Oracle, StoredColumns> copy(Path file, ProvingDataProto head) {
    return FileErrors.reading(file, () -> {
      try (FileChannel channel = FileChannel.open(file); Arena arena = Arena.ofShared()) {
        MemorySegment mapped = channel.map(MapMode.READ_ONLY, 0, channel.size(), arena);
        var tasks = new ArrayList<Copy>();
        StoredColumns fixed = plan(head.getFixed(), tasks);
        StoredColumns weights = plan(head.getWeights(), tasks);
        String[] wrong = new String[tasks.size()];
        Parallel.forEach(wrong.length, i -> {
          try {
            tasks.get(i).run(mapped);
          } catch (DamagedException e) {
            wrong[i] = e.getMessage();
          }
        });
        for (String message : wrong) {
          if (message != null) throw new ToolException("'%s' is damaged: %s: %s".formatted(file, message, FileFormat.PROVING_DATA.remedy()));
        }
        return Map.of(Oracle.FIXED, fixed, Oracle.WEIGHTS, weights);
      }
    });
  }

  @FunctionalInterface
  private interface Copy {
    void run(MemorySegment mapped) throws DamagedException;
  }

  /** The columns, without their content, and how to get that. */
  private static StoredColumns plan(ColumnsProto columns, List<Copy> tasks) {
    return new StoredColumns(longs(columns.getValuesList(), tasks), longs(columns.getExtendedList(), tasks),
        columns.getSaltSeed().toByteArray(), ints(columns.getDigestsList(), tasks));
  }

  private static long[][] longs(List<ArrayProto> arrays, List<Copy> tasks) {
    long[][] copies = new long[arrays.size()][];
    for (int i = 0; i < copies.length; i++) {
      int at = i;
      tasks.add(mapped -> copies[at] = MappedArrays.longs(mapped, arrays.get(at)));
    }
    return copies;
  }

  private static int[][] ints(List<ArrayProto> arrays, List<Copy> tasks) {
    int[][] copies = new int[arrays.size()][];
    for (int i = 0; i < copies.length; i++) {
      int at = i;
      tasks.add(mapped -> copies[at] = MappedArrays.ints(mapped, arrays.get(at)));
    }
    return copies;
  }
}
