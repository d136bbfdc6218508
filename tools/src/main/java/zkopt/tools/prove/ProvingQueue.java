package zkopt.tools.prove;

import java.util.ArrayList;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Proves a few inputs at a time; a bounded number of others waits. */
final class ProvingQueue {
  /** From integers of the inputs to a proof. */
  @FunctionalInterface
  interface Job {
    ProveJob.Result prove(long[][] inputs);
  }

  /** There is no room for another input, or will not be any more. */
  static final class FullException extends Exception {
    private static final long serialVersionUID = 1;
  }

  private final Job job;
  private final ThreadPoolExecutor workers;
  private final AtomicLong proved = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicLong nanos = new AtomicLong();

  /**
   * @param workers how many proofs are made at once; each uses all cores where it can
   * @param waiting how many inputs may wait beside them
   */
  ProvingQueue(Job job, int workers, int waiting) {
    this.job = job;
    this.workers = new ThreadPoolExecutor(workers, workers, 0, TimeUnit.SECONDS,
        waiting == 0 ? new SynchronousQueue<>() : new ArrayBlockingQueue<>(waiting), Thread.ofPlatform().name("prover ", 1).factory());
  }

  /** Starts the proof now or later. @throws FullException if too many wait already, or the queue is closed */
  Future<ProveJob.Result> submit(long[][] inputs) throws FullException {
    try {
      return workers.submit(() -> prove(inputs));
    } catch (RejectedExecutionException e) {
      throw (FullException) new FullException().initCause(e);
    }
  }

  private ProveJob.Result prove(long[][] inputs) {
    long start = System.nanoTime();
    boolean done = false;
    try {
      ProveJob.Result result = job.prove(inputs);
      done = true;
      return result;
    } finally {
      (done ? proved : failed).incrementAndGet();
      if (done) nanos.addAndGet(System.nanoTime() - start);
    }
  }

  int running() {
    return workers.getActiveCount();
  }

  int waiting() {
    return workers.getQueue().size();
  }

  long proved() {
    return proved.get();
  }

  long failed() {
    return failed.get();
  }

  boolean isClosed() {
    return workers.isShutdown();
  }

  /** When a place may be free, judged by the proofs so far: seconds, at least 1. */
  long secondsToWait() {
    double each = proved.get() == 0 ? 1 : nanos.get() / 1e9 / proved.get();
    return Math.max(1, (long) Math.ceil((waiting() + 1) * each / workers.getCorePoolSize()));
  }

  /** Takes no more; what waits is cancelled, what runs goes on. */
  void close() {
    workers.shutdown();
    var waiting = new ArrayList<Runnable>();
    workers.getQueue().drainTo(waiting);
    for (Runnable task : waiting) {
      if (task instanceof Future<?> future) future.cancel(false);
    }
  }
}
