package zkopt.tools.prove;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.VirtualThreadPool;
import zkopt.tools.cli.Sizes;
import zkopt.tools.cli.ToolException;

/** The endpoints over HTTP: Jetty's core, a virtual thread for each request. */
final class ProvingServer implements AutoCloseable {
  private static final Logger JETTY_LOG = Logger.getLogger("org.eclipse.jetty");
  /** Requests that do not come in within this time are given up. */
  private static final Duration IDLE = Duration.ofSeconds(30);
  /** Connections without a request are closed after this time when the server stops. */
  private static final Duration STOP_IDLE = Duration.ofMillis(100);
  /** Connections beside those that prove or wait: for health, keys, verifications. */
  private static final int SPARE_CONNECTIONS = 64;

  private final ProvingEndpoints endpoints;
  private final ProvingQueue queue;
  private final Consumer<String> log;
  private final Server server;
  private final ServerConnector connector;

  /**
   * @param host address or name to listen at
   * @param port 0 for any that is free
   * @param inputs how many inputs may be proven or wait at once
   * @param stopLimit how long {@link #close} waits for proofs that run
   * @param log takes a line for each request
   */
  ProvingServer(ProvingEndpoints endpoints, ProvingQueue queue, String host, int port, int inputs, Duration stopLimit, Consumer<String> log) {
    this.endpoints = endpoints;
    this.queue = queue;
    this.log = log;
    JETTY_LOG.setLevel(Level.WARNING);
    var threads = new QueuedThreadPool();
    threads.setVirtualThreadsExecutor(new VirtualThreadPool());
    server = new Server(threads);
    var configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration));
    connector.setHost(host);
    connector.setPort(port);
    connector.setIdleTimeout(IDLE.toMillis());
    connector.setShutdownIdleTimeout(STOP_IDLE.toMillis());
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(inputs + SPARE_CONNECTIONS, connector));
    server.setHandler(new GracefulHandler(new Answers()));
    server.setStopTimeout(stopLimit.toMillis());
  }

  /** Starts to listen. @throws ToolException if that is not possible */
  void start() {
    try {
      server.start();
    } catch (Exception e) {
      try {
        server.stop();
      } catch (Exception s) {
        e.addSuppressed(s);
      }
      String reason = e.getCause() instanceof IOException io ? io.getMessage() : e.getMessage();
      throw new ToolException("cannot listen on %s:%d: %s".formatted(connector.getHost(), connector.getPort(), reason), e);
    }
  }

  /** Where it listens. */
  URI uri() {
    String host = connector.getHost();
    return URI.create("http://%s:%d".formatted(host.contains(":") ? "[" + host + "]" : host, connector.getLocalPort()));
  }

  /** Whether only this machine can reach it. */
  static boolean isLocal(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (IOException e) {
      throw new ToolException("cannot listen on '%s': no such host".formatted(host), e);
    }
  }

  /** Waits until it is stopped. */
  void join() {
    try {
      server.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Takes no new requests, cancels the inputs that wait, and lets the proofs that run be finished and sent, within the limit. */
  @Override
  public void close() {
    queue.close();
    try {
      server.stop();
    } catch (Exception e) { // the limit was reached
      log.accept("stopped with requests open: " + e.getMessage());
    }
  }

  private final class Answers extends Handler.Abstract {
    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      long start = System.nanoTime();
      HttpReply reply = endpoints.answer(request);
      response.setStatus(reply.status());
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, reply.contentType());
      reply.headers().forEach((name, value) -> response.getHeaders().put(name, value));
      response.write(true, ByteBuffer.wrap(reply.body()), callback);
      log.accept(String.format(Locale.ROOT, "%s %s %d %s in %.0f ms", request.getMethod(), Request.getPathInContext(request), reply.status(),
          Sizes.text(reply.body().length), (System.nanoTime() - start) / 1e6));
      return true;
    }
  }
}
