package zkopt.tools.prove;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zkopt.models.TestModels;
import zkopt.prover.ProvingKey;
import zkopt.tools.ZkProve;
import zkopt.tools.cli.ExitCode;
import zkopt.tools.cli.Stages;

/** A proving server inside the test's process, and as a process of its own that is told to stop. */
class ServeTest {
  private static final int MAX_BYTES = 1 << 20;
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

  @TempDir static Path folder;
  private static Path compiled;
  private static Path input;
  private static LoadedModel loaded;
  private static ProvingKey key;

  private final HttpClient client = HttpClient.newHttpClient();
  private final List<ProvingServer> started = new ArrayList<>();

  @BeforeAll
  static void setUp() throws IOException {
    Path onnx = TestModels.copy("digits-mlp", "model.onnx", folder);
    input = TestModels.copy("digits-mlp", TestModels.input(5), folder);
    compiled = folder.resolve("m.zkc");
    Tool.Outcome outcome = Tool.zkprove("setup", onnx, "-o", compiled, "--proofs", 30);
    assertEquals(ExitCode.GOOD, outcome.exitCode(), outcome.err());
    try (Stages stages = Stages.start("load", 2, System.err)) {
      loaded = LoadedModel.load(compiled, stages);
    }
    key = loaded.provingKey();
  }

  private URI start(ProvingQueue queue) {
    var server = new ProvingServer(new ProvingEndpoints(loaded, queue, MAX_BYTES), queue, "127.0.0.1", 0, 4, STOP_LIMIT, _ -> { });
    server.start();
    started.add(server);
    return server.uri();
  }

  private URI start() {
    return start(new ProvingQueue(inputs -> ProveJob.run(loaded, key, inputs), 1, 2));
  }

  @AfterEach
  void stop() {
    started.forEach(ProvingServer::close);
    client.close();
  }

  private HttpResponse<byte[]> get(URI server, String path) throws Exception {
    return client.send(HttpRequest.newBuilder(server.resolve(path)).build(), BodyHandlers.ofByteArray());
  }

  private static HttpRequest post(URI server, String path, byte[] body, String... headers) {
    var request = HttpRequest.newBuilder(server.resolve(path)).POST(BodyPublishers.ofByteArray(body));
    if (headers.length > 0) request.headers(headers);
    return request.build();
  }

  private HttpResponse<byte[]> send(URI server, String path, byte[] body, String... headers) throws Exception {
    return client.send(post(server, path, body, headers), BodyHandlers.ofByteArray());
  }

  private CompletableFuture<HttpResponse<byte[]>> proveLater(URI server) throws IOException {
    return client.sendAsync(post(server, "/prove", Files.readAllBytes(input)), BodyHandlers.ofByteArray());
  }

  private static JsonNode json(HttpResponse<byte[]> response) throws IOException {
    assertEquals("application/json", response.headers().firstValue("Content-Type").orElseThrow());
    return new ObjectMapper().readTree(response.body());
  }

  private static void assertError(int status, String message, HttpResponse<byte[]> response) throws IOException {
    assertEquals(status, response.statusCode());
    assertEquals(message, json(response).get("error").asText());
    assertFalse(json(response).get("ok").booleanValue());
  }

  @Test
  void proofsVerifyAndAreFresh() throws Exception {
    URI server = start();
    HttpResponse<byte[]> first = send(server, "/prove", Files.readAllBytes(input));
    assertEquals(200, first.statusCode());
    assertEquals("application/octet-stream", first.headers().firstValue("Content-Type").orElseThrow());
    Path proof = Files.write(folder.resolve("served.zkp"), first.body());
    assertEquals(ExitCode.GOOD, Tool.zkprove("verify", proof, "--vk", folder.resolve("m.vk")).exitCode());

    JsonNode second = json(send(server, "/prove", Files.readAllBytes(input), "Accept", "application/json"));
    assertFalse(Arrays.equals(first.body(), second.get("proof").binaryValue()));
    Files.write(proof, second.get("proof").binaryValue());
    JsonNode answer = Tool.zkprove("verify", proof, "--vk", folder.resolve("m.vk"), "--json").json();
    assertTrue(answer.get("valid").booleanValue());
    assertEquals(answer.get("outputs"), second.get("outputs"));

    assertArrayEquals(Files.readAllBytes(folder.resolve("m.vk")), get(server, "/key").body());
    assertTrue(json(send(server, "/verify", first.body())).get("valid").booleanValue());
    first.body()[first.body().length / 2] ^= 1;
    JsonNode invalid = json(send(server, "/verify", first.body()));
    assertFalse(invalid.get("valid").booleanValue());
    assertTrue(invalid.get("reason").asText().contains("damaged"), invalid.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hello", "{", "{\"input_data\": [[1, 2]]}", "{\"input_data\": [[1e300]]}", "{\"input\": 3}", "[]"})
  void badInputsGetTheAnswerOfTheCommandLine(String text) throws Exception {
    Path file = Files.writeString(folder.resolve("bad.json"), text);
    String expected = Tool.zkprove("prove", compiled, "--input", file).err().replaceFirst("^zkprove: error: ", "").strip();
    assertError(400, expected.replace(file.toString(), "the request"), send(start(), "/prove", text.getBytes()));
  }

  @Test
  void otherRequestsAreRefused() throws Exception {
    URI server = start();
    assertError(413, "the request has more than 1,048,576 bytes", send(server, "/prove", new byte[MAX_BYTES + 1]));
    var chunked = HttpRequest.newBuilder(server.resolve("/verify"))
        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[MAX_BYTES + 1]))).build();
    assertError(413, "the request has more than 1,048,576 bytes", client.send(chunked, BodyHandlers.ofByteArray()));
    assertError(404, "no '/' here: there are POST /prove, POST /verify, GET /key, GET /health", get(server, "/"));
    HttpResponse<byte[]> method = get(server, "/prove");
    assertError(405, "'/prove' is for POST", method);
    assertEquals("POST", method.headers().firstValue("Allow").orElseThrow());
    assertError(403, "requests of web pages are not served", send(server, "/prove", Files.readAllBytes(input), "Origin", "http://elsewhere"));
    assertEquals(0, json(get(server, "/health")).get("proved").asInt());
  }

  @Test
  void theBudgetIsSharedWithTheCommandLineAndEnds() throws Exception {
    URI server = start();
    long left = json(get(server, "/health")).get("budgetLeft").asLong();
    assertEquals(ExitCode.GOOD, Tool.zkprove("prove", compiled, "--input", input, "-o", folder.resolve("p.zkp")).exitCode());
    assertEquals(200, send(server, "/prove", Files.readAllBytes(input)).statusCode());
    assertEquals(left - 2, json(get(server, "/health")).get("budgetLeft").asLong());

    Path counter = folder.resolve("m.zkc.proofs");
    String before = Files.readString(counter);
    Files.writeString(counter, "%s %020d%n".formatted(before.split(" ")[0], loaded.compiled().proofs()));
    HttpResponse<byte[]> refused = send(server, "/prove", Files.readAllBytes(input));
    assertEquals(503, refused.statusCode());
    assertTrue(json(refused).get("error").asText().contains("its randomness hides the weights for no more"), json(refused).toString());
    assertTrue(refused.headers().firstValue("Retry-After").isEmpty());
    Files.writeString(counter, "many");
    assertError(503, "'%s' does not hold a count of proofs".formatted(counter), send(server, "/prove", Files.readAllBytes(input)));
    assertEquals(503, get(server, "/health").statusCode());
    Files.writeString(counter, before);
  }

  @Test
  void aFullQueueTurnsAwayAndAStopFinishesWhatRuns() throws Exception {
    var release = new CountDownLatch(1);
    var queue = new ProvingQueue(inputs -> {
      try {
        assertTrue(release.await(30, TimeUnit.SECONDS));
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      return ProveJob.run(loaded, key, inputs);
    }, 1, 1);
    URI server = start(queue);
    CompletableFuture<HttpResponse<byte[]>> runs = proveLater(server);
    await(() -> queue.running() == 1);
    CompletableFuture<HttpResponse<byte[]>> waits = proveLater(server);
    await(() -> queue.waiting() == 1);
    HttpResponse<byte[]> refused = proveLater(server).get();
    assertError(503, "1 proofs are being made and 1 inputs wait, which is all that may", refused);
    assertTrue(Long.parseLong(refused.headers().firstValue("Retry-After").orElseThrow()) >= 1);
    assertEquals(1, json(get(server, "/health")).get("waiting").asInt());

    CompletableFuture<Void> stopped = CompletableFuture.runAsync(started.getFirst()::close);
    assertError(503, "the prover is stopping", waits.get());
    assertFalse(stopped.isDone());
    release.countDown();
    assertEquals(200, runs.get().statusCode());
    stopped.get(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void await(Condition condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.holds()) {
      assertTrue(System.nanoTime() < end, "it took too long");
      Thread.sleep(1);
    }
  }

  @Test
  void sigtermEndsTheProcessCleanlyWhileAProofRuns() throws Exception {
    assertEndsCleanlyOn("TERM");
  }

  @Test
  @Tag("slow")
  void anInterruptEndsTheProcessCleanlyWhileAProofRuns() throws Exception {
    assumeFalse(interruptsAreIgnored(), "these tests were started in the background of a shell, where interrupts are ignored");
    assertEndsCleanlyOn("INT");
  }

  /** A child inherits which signals are ignored, and a JVM leaves an ignored one ignored. */
  private static boolean interruptsAreIgnored() throws IOException {
    int interrupt = 2;
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) return false;
    try (Stream<String> lines = Files.lines(status)) {
      return lines.filter(l -> l.startsWith("SigIgn:")).map(l -> Long.parseUnsignedLong(l.substring("SigIgn:".length()).strip(), 16))
          .anyMatch(ignored -> (ignored >> (interrupt - 1) & 1) != 0);
    }
  }

  private void assertEndsCleanlyOn(String signal) throws Exception {
    Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "--add-modules",
        "jdk.incubator.vector", "-cp", System.getProperty("java.class.path"), ZkProve.class.getName(), "serve", compiled.toString(), "--port",
        "0", "--warm-up", "0", "--json").redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (var lines = process.inputReader()) {
      var text = new StringBuilder();
      while (text.indexOf("}") < 0) text.append(lines.readLine());
      URI server = URI.create(new ObjectMapper().readTree(text.toString()).get("url").asText());
      List<CompletableFuture<HttpResponse<byte[]>>> answers = List.of(proveLater(server), proveLater(server), proveLater(server));
      await(() -> json(get(server, "/health")).get("running").asInt() == 1);
      assertEquals(0, new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor());
      assertTrue(process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS));
      assertEquals(ExitCode.GOOD, process.exitValue());
      int proofs = 0;
      for (var answer : answers) {
        int status = answer.get().statusCode();
        assertTrue(status == 200 || status == 503, "status " + status);
        if (status == 200) proofs++;
      }
      assertTrue(proofs > 0, "the proof that ran was not finished");
    } finally {
      process.destroyForcibly();
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(), files.filter(f -> f.getFileName().toString().startsWith(".")).toList());
    }
  }

  @Test
  void aTakenPortIsNamed() {
    int port = start().getPort();
    Tool.Outcome outcome = Tool.zkprove("serve", compiled, "--port", port, "--warm-up", 0);
    assertEquals(ExitCode.BAD, outcome.exitCode());
    assertEquals("zkprove: error: cannot listen on 127.0.0.1:%d: Address already in use".formatted(port), outcome.err().strip());
  }
}
