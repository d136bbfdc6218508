package zkopt.tools.prove;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import zkopt.tools.artifact.ProofFile;
import zkopt.tools.artifact.VerifyingKeyFile;
import zkopt.tools.cli.Report;
import zkopt.tools.cli.ToolException;
import zkopt.tools.input.ModelInputs;
import zkopt.verifier.file.ModelKey;
import zkopt.verifier.file.ModelVerdict;
import zkopt.verifier.file.ModelVerifier;
import zkopt.verifier.file.PublicValues;

/** What {@code zkprove serve} answers. */
final class ProvingEndpoints {
  private static final Path INPUT = Path.of("the request");
  private static final String JSON = "application/json";
  /** How much more than a request may be is read of one that is larger: so many times as much. */
  private static final int DRAINED = 4;

  private final LoadedModel loaded;
  private final ModelVerifier verifier;
  private final ProvingQueue queue;
  private final int maxBytes;
  private final Instant start = Instant.now();
  private final Semaphore verifications = new Semaphore(Runtime.getRuntime().availableProcessors());

  /** @param maxBytes of a request's body */
  ProvingEndpoints(LoadedModel loaded, ProvingQueue queue, int maxBytes) {
    this.loaded = loaded;
    this.verifier = new ModelVerifier(loaded.compiled().key());
    this.queue = queue;
    this.maxBytes = maxBytes;
  }

  private static final class TooLargeException extends Exception {
    private static final long serialVersionUID = 1;
  }

  /** Answers a request; bad ones too. @throws IOException where the client goes away */
  HttpReply answer(Request request) throws IOException, InterruptedException {
    if (request.getHeaders().contains(HttpHeader.ORIGIN)) {
      // any page that a browser shows could otherwise use up the budget of a prover on the same machine
      return HttpReply.error(HttpStatus.FORBIDDEN_403, "requests of web pages are not served");
    }
    String path = Request.getPathInContext(request);
    HttpMethod expected = switch (path) {
      case "/prove", "/verify" -> HttpMethod.POST;
      case "/key", "/health" -> HttpMethod.GET;
      default -> null;
    };
    if (expected == null) {
      return HttpReply.error(HttpStatus.NOT_FOUND_404, "no '%s' here: there are POST /prove, POST /verify, GET /key, GET /health".formatted(path));
    }
    if (!expected.is(request.getMethod())) {
      return HttpReply.error(HttpStatus.METHOD_NOT_ALLOWED_405, "'%s' is for %s".formatted(path, expected)).with("Allow", expected.asString());
    }
    try {
      return switch (path) {
        case "/prove" -> prove(request);
        case "/verify" -> verify(body(request));
        case "/key" -> HttpReply.bytes(VerifyingKeyFile.toBytes(loaded.compiled().key()));
        default -> health();
      };
    } catch (ProofBudget.RefusedException e) {
      return HttpReply.error(HttpStatus.SERVICE_UNAVAILABLE_503, e.getMessage());
    } catch (ToolException e) {
      return HttpReply.error(HttpStatus.BAD_REQUEST_400, e.getMessage());
    } catch (TooLargeException e) {
      return HttpReply.error(HttpStatus.PAYLOAD_TOO_LARGE_413, "the request has more than %,d bytes".formatted(maxBytes));
    }
  }

  private byte[] body(Request request) throws IOException, TooLargeException {
    try (InputStream in = Request.asInputStream(request)) {
      byte[] body = in.readNBytes(maxBytes + 1);
      if (body.length <= maxBytes) return body;
      // a client that still sends when the connection is closed may miss the answer
      for (int i = 0; i < DRAINED && in.readNBytes(body, 0, body.length) == body.length; i++) { /* away with it */ }
      throw new TooLargeException();
    }
  }

  private HttpReply prove(Request request) throws IOException, TooLargeException, InterruptedException {
    long[][] inputs = LoadedModel.quantize(loaded.model(), ModelInputs.parse(INPUT, body(request), LoadedModel.specs(loaded.model())));
    request.addIdleTimeoutListener(_ -> false); // nothing is sent while the input waits and the proof is made
    try {
      Future<ProveJob.Result> result = queue.submit(inputs);
      return proved(request, result.get());
    } catch (ProvingQueue.FullException e) {
      return queue.isClosed() ? stopping()
          : HttpReply.error(HttpStatus.SERVICE_UNAVAILABLE_503, "%d proofs are being made and %d inputs wait, which is all that may"
              .formatted(queue.running(), queue.waiting())).with("Retry-After", Long.toString(queue.secondsToWait()));
    } catch (CancellationException e) {
      return stopping();
    } catch (ExecutionException e) {
      return switch (e.getCause()) {
        case ToolException t -> throw t;
        case OutOfMemoryError _ -> HttpReply.error(HttpStatus.INTERNAL_SERVER_ERROR_500, "not enough memory for the proof");
        case Throwable t -> HttpReply.error(HttpStatus.INTERNAL_SERVER_ERROR_500, "internal error: " + t);
      };
    }
  }

  private static HttpReply stopping() {
    return HttpReply.error(HttpStatus.SERVICE_UNAVAILABLE_503, "the prover is stopping");
  }

  private static HttpReply proved(Request request, ProveJob.Result result) {
    byte[] proof = ProofFile.toBytes(result.proof());
    String accepted = request.getHeaders().get(HttpHeader.ACCEPT);
    if (accepted == null || !accepted.contains(JSON)) return HttpReply.bytes(proof);
    var report = new Report().add("proof", Base64.getEncoder().encodeToString(proof)).add("proofBytes", result.proof().proof().length);
    Outputs.addTo(report, "output", result.outputs());
    return HttpReply.json(HttpStatus.OK_200, report);
  }

  /** The request has an answer also where that is that the proof is invalid. */
  private HttpReply verify(byte[] proof) throws InterruptedException {
    verifications.acquire();
    try {
      Verification verification = Verification.of(verifier, proof, null);
      ModelVerdict verdict = verification.verdict();
      var report = new Report().add("valid", verdict.accepted()).add("identity", loaded.compiled().key().fingerprint());
      if (verdict.accepted()) {
        PublicValues values = verdict.values();
        Outputs.addTo(report, "input", values.inputs());
        Outputs.addTo(report, "output", values.outputs());
        report.add("verifyMillis", verification.millis());
      } else {
        report.add("reason", verdict.reason());
      }
      return HttpReply.json(HttpStatus.OK_200, report);
    } finally {
      verifications.release();
    }
  }

  private HttpReply health() {
    ModelKey key = loaded.compiled().key();
    return HttpReply.json(HttpStatus.OK_200, new Report()
        .add("model", key.source()).add("identity", key.fingerprint())
        .add("running", queue.running()).add("waiting", queue.waiting()).add("proved", queue.proved()).add("failed", queue.failed())
        .add("budgetLeft", loaded.budget().left()).add("upSeconds", Duration.between(start, Instant.now()).toSeconds()));
  }
}
