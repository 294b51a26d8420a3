package io.gumzo.profiles;

import io.gumzo.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import net.coobird.thumbnailator.Thumbnails;

/**
 * Makes what is shown out of what was sent, one after the other on a thread of its own. Nothing of
 * the file itself is kept: its pixels are drawn anew, so that neither metadata nor anything hidden
 * in it reaches anybody.
 */
final class PictureMaker {
  private static final List<Integer> SIZES = List.of(64, 256, 512);
  private static final double QUALITY = 0.88;
  private static final int MOST_WAITING = 20;
  private static final Duration LONGEST_EXPECTED = Duration.ofSeconds(20);
  private static final Duration WAIT = Duration.ofSeconds(5);

  private final WorkerExecutor worker;
  private final AtomicInteger underWay = new AtomicInteger();

  PictureMaker(Vertx vertx) {
    // Drawing in memory needs no screen, and the readers no files of their own.
    System.setProperty("java.awt.headless", "true");
    ImageIO.setUseCache(false);
    this.worker =
        vertx.createSharedWorkerExecutor(
            "pictures", 1, LONGEST_EXPECTED.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Fails with {@code INVALID_REQUEST}, or {@code THROTTLED} when too many wait already. */
  Future<List<Rendition>> make(Buffer original) {
    if (underWay.incrementAndGet() > MOST_WAITING) {
      underWay.decrementAndGet();
      return Future.failedFuture(Problem.throttled(WAIT));
    }
    return worker
        .executeBlocking(() -> renditions(original.getBytes()))
        .onComplete(done -> underWay.decrementAndGet());
  }

  Future<Void> close() {
    return worker.close();
  }

  static List<Rendition> renditions(byte[] original) throws IOException {
    BufferedImage picture = PictureDecoder.decode(original);
    var made = new ArrayList<Rendition>();
    for (int size : SIZES) {
      var bytes = new ByteArrayOutputStream();
      Thumbnails.of(picture)
          .forceSize(size, size)
          .outputFormat("jpg")
          .outputQuality(QUALITY)
          .toOutputStream(bytes);
      made.add(new Rendition(size, Buffer.buffer(bytes.toByteArray())));
    }
    return made;
  }
}
