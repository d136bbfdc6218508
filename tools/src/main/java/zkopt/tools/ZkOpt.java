package zkopt.tools;

import zkopt.tools.opt.OptCommand;

/** The compiler driver: mlir-opt for zkopt's dialects and passes, and the importer of ONNX models. */
public final class ZkOpt {
  private ZkOpt() {}

  public static void main(String[] arguments) {
    System.exit(OptCommand.run(arguments, System.in, System.out, System.err));
  }
}
