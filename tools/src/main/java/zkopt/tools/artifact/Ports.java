package zkopt.tools.artifact;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import zkopt.assigner.Port;
import zkopt.tools.artifact.proto.PortProto;
import zkopt.tools.cli.ToolException;

/** Ports in files. */
final class Ports {
  private static final int MAX_WIDTH = 63;

  private Ports() {}

  static List<PortProto> toProto(List<Port> ports) {
    return ports.stream().map(p -> PortProto.newBuilder().setName(p.name()).addAllShape(LongStream.of(p.shape()).boxed().toList())
        .setWidth(p.width()).setFrac(p.frac()).setPublic(p.isPublic()).build()).toList();
  }

  /** @throws ToolException if a width or fraction is no fixed-point format */
  static List<Port> fromProto(List<PortProto> ports, Path file) {
    for (PortProto p : ports) {
      if (p.getWidth() < 2 || p.getWidth() > MAX_WIDTH || p.getFrac() < 0 || p.getFrac() >= MAX_WIDTH) {
        throw new ToolException("'%s' is damaged: '%s' has the format q<%d, %d>".formatted(file, p.getName(), p.getWidth(), p.getFrac()));
      }
    }
    return ports.stream().map(p -> new Port(p.getName(), p.getShapeList().stream().mapToLong(Long::longValue).toArray(),
        p.getWidth(), p.getFrac(), p.getPublic())).toList();
  }
}
