package zkopt.verifier.file;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import zkopt.circuit.Field;
import zkopt.protocol.VerifyingKey;
import zkopt.protocol.codec.MalformedException;

/**
 * A {@code .vk} file: what a verifier must know of a model, and nothing of its weights but the commitment.
 *
 * @param source file name of the ONNX model, as the file says it
 * @param key what proofs are checked against
 * @param fingerprint the identity of the committed model: SHA-256 of the file without header and checksum, in hexadecimal
 */
public record ModelKey(String source, List<TensorFormat> inputs, List<TensorFormat> outputs, VerifyingKey key, String fingerprint) {
  private static final int SHORT_HEX = 16;

  public ModelKey {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /** @throws MalformedException with what is wrong, as a sentence about "it" */
  public static ModelKey parse(byte[] content) throws MalformedException {
    Envelope envelope = Envelope.open(content, FileFormat.VERIFYING_KEY);
    WireReader in = envelope.body();
    int from = in.position();
    String source = in.text(2);
    List<TensorFormat> inputs = formats(in.messages(3));
    List<TensorFormat> outputs = formats(in.messages(4));
    byte[] bytes = in.raw(5);
    in.end();
    VerifyingKey key = key(bytes);
    if (!ProofSystem.of(key).same(envelope.system())) {
      throw new MalformedException("it is damaged: its header speaks of %s, its key of %s".formatted(envelope.system(), ProofSystem.of(key)));
    }
    var model = new ModelKey(source, inputs, outputs, key, HexFormat.of().formatHex(sha256(content, from, in.position())));
    model.requireValues();
    return model;
  }

  private static List<TensorFormat> formats(List<WireReader> messages) throws MalformedException {
    List<TensorFormat> formats = new ArrayList<>();
    for (WireReader message : messages) {
      formats.add(TensorFormat.read(message));
    }
    return formats;
  }

  private static VerifyingKey key(byte[] bytes) throws MalformedException {
    try {
      return VerifyingKey.fromBytes(bytes);
    } catch (MalformedException e) {
      throw new MalformedException("it holds no good verifying key: " + e.getMessage());
    }
  }

  private void requireValues() throws MalformedException {
    long values = 0;
    for (TensorFormat format : publicOnes(inputs, outputs)) {
      values += format.elements();
    }
    boolean fits = key.publicValues().stream().mapToLong(n -> n).sum() == values;
    if (!fits) {
      throw new MalformedException("it is damaged: its public inputs and outputs have %d values, its key %s".formatted(values, key.publicValues()));
    }
  }

  private static List<TensorFormat> publicOnes(List<TensorFormat> first, List<TensorFormat> second) {
    return Stream.concat(first.stream(), second.stream()).filter(TensorFormat::isPublic).toList();
  }

  /**
   * The instance columns of the circuit: the public inputs one after the other and then the public outputs, column by column.
   *
   * @throws MalformedException if the values are not of the form that the key says
   */
  public long[][] instance(PublicValues values) throws MalformedException {
    requireAll("input", values.inputs(), publicOnes(inputs, List.of()));
    requireAll("output", values.outputs(), publicOnes(List.of(), outputs));
    LongStream all = Stream.concat(values.inputs().stream(), values.outputs().stream()).flatMapToLong(t -> Arrays.stream(t.values()));
    long[] encoded = all.map(Field::encode).toArray();
    long[][] columns = new long[key.publicValues().size()][];
    int from = 0;
    for (int c = 0; c < columns.length; c++) {
      columns[c] = Arrays.copyOfRange(encoded, from, from += key.publicValues().get(c));
    }
    return columns;
  }

  private static void requireAll(String role, List<PublicTensor> tensors, List<TensorFormat> formats) throws MalformedException {
    if (tensors.size() != formats.size()) {
      throw new MalformedException("the verifying key has %d public %ss, but %d are given".formatted(formats.size(), role, tensors.size()));
    }
    for (int i = 0; i < formats.size(); i++) {
      tensors.get(i).require(formats.get(i));
    }
  }

  /** The first 64 bits of the fingerprint, for people. */
  public String shortFingerprint() {
    return fingerprint.substring(0, SHORT_HEX);
  }

  private static byte[] sha256(byte[] bytes, int from, int to) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes, from, to - from);
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
