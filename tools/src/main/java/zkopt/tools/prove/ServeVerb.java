package zkopt.tools.prove;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zkopt.prover.ProvingKey;
import zkopt.tools.cli.ExitCode;
import zkopt.tools.cli.Report;
import zkopt.tools.cli.Stages;
import zkopt.tools.cli.ToolException;
import zkopt.tools.cli.Verb;
import zkopt.verifier.file.ModelKey;

/** {@code zkprove serve}: a warm process that proves what it is sent. */
@Command(name = "serve", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Loads a compiled model once and proves inputs that come over HTTP, until it is told to stop.",
    footer = {"", "POST /prove   an input as for 'zkprove prove'; the answer is the proof's file, or JSON with 'Accept: application/json'",
        "POST /verify  a proof's file", "GET  /key     the verifying key's file", "GET  /health  what runs and waits, and the proofs left", "",
        "SIGTERM or Ctrl-C stop it: proofs that run are finished. There is no encryption and nobody is asked who they are: for other",
        "machines put a proxy before it that does both.", "", "Examples:",
        "  zkprove serve model.zkc --port 8080", "  curl --data-binary @x.json -o proof.zkp http://127.0.0.1:8080/prove"})
public final class ServeVerb extends Verb {
  private static final int MAX_WORKERS = 64;
  private static final int MAX_PORT = 65_535;

  @Parameters(index = "0", paramLabel = "MODEL.zkc", description = "The compiled model.")
  private Path file;

  @Option(names = "--host", defaultValue = "127.0.0.1", paramLabel = "HOST", description = "Address to listen at. Default: ${DEFAULT-VALUE}, for this machine only.")
  private String host;

  @Option(names = "--port", defaultValue = "8080", paramLabel = "P", description = "Port to listen at; 0 for any that is free. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(names = "--queue", defaultValue = "16", paramLabel = "N", description = "Inputs that may wait; more are turned away with 503. Default: ${DEFAULT-VALUE}.")
  private int waiting;

  @Option(names = "--workers", defaultValue = "1", paramLabel = "W",
      description = "Proofs made at once. Each uses all cores, but not all the time. Default: ${DEFAULT-VALUE}.")
  private int workers;

  @Option(names = "--max-request", defaultValue = "16777216", paramLabel = "BYTES", description = "Largest request. Default: ${DEFAULT-VALUE}.")
  private int maxBytes;

  @Option(names = "--warm-up", defaultValue = "5", paramLabel = "N",
      description = "Proofs made, thrown away and not counted before the first request is taken. Default: ${DEFAULT-VALUE}.")
  private int warmUp;

  @Option(names = "--stop-limit", defaultValue = "60", paramLabel = "SECONDS",
      description = "How long proofs that run may take when it is told to stop. Default: ${DEFAULT-VALUE}.")
  private int stopLimit;

  @Option(names = "--verbose", description = "A line on standard error for each request, as on a terminal.")
  private boolean verbose;

  @Override
  protected int run(Report report) {
    check();
    ProvingServer server = start();
    // the virtual machine would end with the signal's code
    Runtime.getRuntime().addShutdownHook(new Thread(() -> {
      server.close();
      Runtime.getRuntime().halt(ExitCode.GOOD);
    }, "stop"));
    server.join();
    return ExitCode.GOOD;
  }

  private void check() {
    if (port < 0 || port > MAX_PORT) throw new ToolException("there is no port %d".formatted(port));
    if (workers < 1 || workers > MAX_WORKERS) throw new ToolException("there can be 1 to %d workers".formatted(MAX_WORKERS));
    if (waiting < 0 || maxBytes < 1 || maxBytes == Integer.MAX_VALUE || warmUp < 0 || stopLimit < 1) {
      throw new ToolException("a number is out of range: see 'zkprove serve --help'");
    }
  }

  private ProvingServer start() {
    boolean local = ProvingServer.isLocal(host);
    LoadedModel loaded;
    ProvingKey key;
    try (Stages stages = stages(LoadedModel.LOAD_STAGES + 2)) {
      loaded = LoadedModel.loadToProve(file, stages);
      key = stages.run("commit to the model", loaded::provingKey);
      stages.run("warm up", () -> WarmUp.prove(loaded, key, warmUp));
    }
    var queue = new ProvingQueue(inputs -> ProveJob.run(loaded, key, inputs), workers, waiting);
    var endpoints = new ProvingEndpoints(loaded, queue, maxBytes);
    var server = new ProvingServer(endpoints, queue, host, port, workers + waiting, Duration.ofSeconds(stopLimit), log());
    server.start();
    ModelKey vk = loaded.compiled().key();
    new Report().line("serving %s (%s, identity %s) at %s%s", file, vk.source(), vk.shortFingerprint(), server.uri(),
        local ? "" : ", for everyone who can reach it")
        .add("url", server.uri().toString()).add("identity", vk.fingerprint()).print(out(), json());
    return server;
  }

  private Consumer<String> log() {
    return verbose || Stages.onTerminal() ? line -> System.err.println("zkprove: " + line) : _ -> { };
  }
}
