package zkopt.tools.prove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zkopt.models.TestModels;
import zkopt.tools.cli.ExitCode;
import zkopt.tools.explain.Explanation;
import zkopt.tools.explain.Explanation.NodeUse;
import zkopt.tools.explain.Explanation.TableSize;
import zkopt.tools.explain.ReportPage;

/** What {@code explain} says of a model adds up, and its page runs in a browser. */
class ExplainVerbTest {
  private static final List<String> BROWSERS = List.of("chromium", "chromium-headless-shell", "google-chrome");
  private static final String MODEL = "digits-cnn";

  @TempDir static Path folder;

  private static Path compiled;

  @BeforeAll
  static void setUp() throws IOException {
    Path onnx = TestModels.copy(MODEL, "model.onnx", folder);
    compiled = folder.resolve("m.zkc");
    good("setup", onnx, "-o", compiled, "--no-proving-data");
  }

  private static Tool.Outcome good(Object... arguments) {
    Tool.Outcome outcome = Tool.zkprove(arguments);
    assertEquals(ExitCode.GOOD, outcome.exitCode(), outcome.err() + outcome.out());
    return outcome;
  }

  @Test
  void rowsAndCellsAddUp() {
    JsonNode all = good("explain", compiled, "--json").json();
    JsonNode table = all.get("table");
    JsonNode layout = good("inspect", compiled, "--json").json();
    assertEquals(layout.get("committedCells").asLong(), table.get("committedCells").asLong());
    assertEquals(layout.get("layout").get("usedRows").asInt(), table.get("usedRows").asInt());
    assertEquals(sum(all.get("regions"), "rows"), sum(all.get("nodes"), "rows"));
    // operands of contractions stand beside the gates
    var next = new TreeMap<Integer, Integer>();
    for (JsonNode region : all.get("regions")) {
      assertEquals(next.getOrDefault(region.get("track").asInt(), 0), region.get("firstRow").asInt());
      next.merge(region.get("track").asInt(), region.get("rows").asInt(), Integer::sum);
      long used = region.get("wiredCells").asLong() + region.get("limbCells").asLong() + region.get("freeCells").asLong();
      assertTrue(used > 0 && used <= region.get("rows").asLong() * table.get("witness").asLong(), region::toString);
    }
    assertEquals(table.get("usedRows").asInt(), Collections.max(next.values()));
  }

  @Test
  void sharesArePartsOfTheTable() {
    double sum = 0;
    for (JsonNode node : good("explain", compiled, "--json").json().get("nodes")) {
      assertEquals(node.get("rows").asInt() > 0, node.get("share").asDouble() > 0, node::toString);
      sum += node.get("share").asDouble();
    }
    assertTrue(sum > 0.2 && sum <= 1, "shares add up to " + sum);
  }

  @Test
  void jsonGoesToTheFile() throws IOException {
    Path file = folder.resolve("report.json");
    Tool.Outcome outcome = good("explain", compiled, "--json", "-o", file);
    assertEquals(file.toString(), outcome.json().get("written").asText());
    assertEquals(null, outcome.json().get("nodes"), "not both in the file and printed");
    JsonNode written = new ObjectMapper().readTree(file.toFile());
    assertEquals(good("explain", compiled, "--json").json().get("nodes"), written.get("nodes"));
  }

  /** The mouse over the table's first rows, a click on a node, and one on the first pass. */
  @Test
  void pageAnswersTheMouse() throws Exception {
    Path page = folder.resolve("mouse.html");
    good("explain", compiled, "-o", page);
    String script = """
        <script>
        const box = $('map').getBoundingClientRect();
        $('map').onmousemove({ clientX: box.left + 1, clientY: box.top + .5 });
        document.body.dataset.hover = $('detail').textContent;
        $('nodes').tBodies[0].rows[0].onclick();
        document.body.dataset.chosen = $('detail').textContent;
        $('steps').children[1].onclick();
        document.body.dataset.changed = document.querySelectorAll('#diff .add').length + ' ' + document.querySelectorAll('#diff .del').length;
        </script>
        """;
    Files.writeString(page, Files.readString(page).replace("</body>", script + "</body>"));
    String dom = domOf(page);
    assertTrue(dom.matches("(?s).*data-hover=\"rows [0-9,]+ to [0-9,]+: .*nodes +.*plonk\\..*data-chosen.*"), "hover names gate, node and IR");
    assertTrue(dom.contains("data-chosen=\""), "a node shows its details");
    assertTrue(dom.matches("(?s).*data-changed=\"[0-9]+ [0-9]+\".*"), "a pass shows what it changed");
  }

  private static int sum(JsonNode list, String key) {
    int sum = 0;
    for (JsonNode n : list) sum += n.get(key).asInt();
    return sum;
  }

  @Test
  void nodesAreThoseOfTheModelAndPassesThoseOfThePipelines() {
    JsonNode all = good("explain", compiled, "--json").json();
    List<String> operators = texts(all.get("nodes"), "operator");
    assertTrue(operators.containsAll(List.of("Conv", "Relu")), operators::toString);
    int conv = operators.indexOf("Conv");
    assertTrue(all.get("nodes").get(conv).get("rows").asInt() > 0);
    assertTrue(all.get("nodes").get(conv).get("ir").asText().contains("plonk.contract"));
    List<String> passes = texts(all.get("passes"), "name");
    assertEquals(PassRecorder.IMPORT, passes.getFirst());
    assertTrue(passes.containsAll(List.of("convert-onnx-to-affine", "convert-affine-to-fixed", "convert-fixed-to-plonk")), passes::toString);
    assertTrue(all.get("passes").get(0).get("ir").asText().contains("\"onnx.Conv\""));
    assertFalse(Files.exists(folder.resolve("m.html")), "--json alone writes no page");
  }

  @Test
  void inputHasItsNameAndNodesTheirErrors() throws IOException {
    Path onnx = folder.resolve("model.onnx");
    Path samples = TestModels.copy(MODEL, TestModels.input(0), folder);
    Path calibration = folder.resolve("m.cal");
    good("calibrate", onnx, "--samples", samples, "-o", calibration);
    Path calibrated = folder.resolve("c.zkc");
    good("setup", onnx, "--calibration", calibration, "-o", calibrated, "--no-proving-data");
    JsonNode nodes = good("explain", calibrated, "--json").json().get("nodes");
    List<String> operators = texts(nodes, "operator");
    JsonNode input = nodes.get(operators.indexOf("input"));
    assertEquals("image", input.get("name").asText());
    assertTrue(input.get("rows").asInt() > 0);
    JsonNode last = nodes.get(operators.indexOf("Gemm"));
    assertTrue(last.get("error").asDouble() > 0 && last.get("error").asDouble() < 0.1, last::toString);
    assertTrue(good("explain", compiled, "--json").json().get("nodes").get(0).get("error").isNull(), "without a calibration there is none");
  }

  private static List<String> texts(JsonNode list, String key) {
    return Stream.iterate(0, i -> i < list.size(), i -> i + 1).map(i -> list.get(i).get(key).asText()).toList();
  }

  @Test
  void pageRunsInBrowser() throws Exception {
    Path page = folder.resolve("report.html");
    good("explain", compiled, "-o", page);
    String dom = domOf(page);
    assertTrue(dom.contains("data-ready=\"yes\""), "the page's script did not end");
    for (String node : texts(good("explain", compiled, "--json").json().get("nodes"), "name")) {
      assertTrue(dom.contains("<td>" + node + "</td>"), node);
    }
  }

  @Test
  void nameOfNodeIsNoScript() throws Exception {
    String hostile = "</script><script>document.body.dataset.ready = 'stolen'</script>";
    var node = new NodeUse(hostile, "Conv", List.of(), "tensor<1xf32>", 1, 1, 0, 0.5, null, hostile);
    Path page = Files.writeString(folder.resolve("hostile.html"), ReportPage.of(
        new Explanation(hostile, "", new TableSize(2, 2, 1, 0, 1, 0, 1, 1, 1, 6), List.of(node), List.of(), List.of())));
    String dom = domOf(page);
    assertTrue(dom.contains("data-ready=\"yes\""), "the page's script did not end");
    assertFalse(dom.contains("data-ready=\"stolen\""));
  }

  /** The page as it is after its script ran, in a headless browser. */
  private static String domOf(Path page) throws IOException, InterruptedException {
    Optional<String> browser = BROWSERS.stream().filter(ExplainVerbTest::isOnPath).findFirst();
    assumeTrue(browser.isPresent(), "no Chromium on PATH: the page is not tried in a browser");
    Path dom = folder.resolve("dom.html");
    var process = new ProcessBuilder(browser.get(), "--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=5000", "--dump-dom",
        page.toUri().toString()).redirectOutput(dom.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    assertEquals(0, process.waitFor());
    return Files.readString(dom);
  }

  private static boolean isOnPath(String program) {
    return Stream.of(System.getenv("PATH").split(":")).anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
