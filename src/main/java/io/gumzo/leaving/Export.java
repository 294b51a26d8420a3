package io.gumzo.leaving;

import io.gumzo.accounts.Belongings.Page;
import io.gumzo.bus.Bus;
import io.gumzo.json.Json;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a ZIP archive, lists page after page: what is read next waits until what was written
 * before is on its way, so that it is never held as a whole.
 */
final class Export {
  private final Vertx vertx;
  private final Bus bus;
  private final UUID account;
  private final Iterator<String> files;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8);

  Export(Vertx vertx, Bus bus, UUID account, List<String> files) {
    this.vertx = vertx;
    this.bus = bus;
    this.account = account;
    this.files = files.iterator();
  }

  /** Ends the archive, not the stream. Fails when the reader has gone. */
  Future<Void> to(WriteStream<Buffer> out) {
    return files.hasNext()
        ? file(files.next(), out).compose(written -> to(out))
        : packed(zip::close).compose(out::write);
  }

  private Future<Void> file(String name, WriteStream<Buffer> out) {
    return name.endsWith(".json") ? list(name, out) : bytes(name, out);
  }

  private Future<Void> list(String name, WriteStream<Buffer> out) {
    return packed(
            () -> {
              zip.putNextEntry(new ZipEntry(name));
              zip.write('[');
            })
        .compose(out::write)
        .compose(begun -> pages(name, null, true, out));
  }

  private Future<Void> bytes(String name, WriteStream<Buffer> out) {
    return bus.ask(ReadExport.COMMAND, new ReadExport(account, name, null))
        .compose(
            page ->
                page.items().isEmpty()
                    ? Future.succeededFuture()
                    : packed(() -> write(name, page)).compose(out::write));
  }

  private void write(String name, Page page) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    for (Object item : page.items()) {
      zip.write(((Buffer) item).getBytes());
    }
    zip.closeEntry();
  }

  private Future<Void> pages(String file, String after, boolean first, WriteStream<Buffer> out) {
    return bus.ask(ReadExport.COMMAND, new ReadExport(account, file, after))
        .compose(
            page ->
                packed(() -> write(page, first))
                    .compose(out::write)
                    .compose(
                        written ->
                            page.next() == null
                                ? Future.succeededFuture()
                                : pages(file, page.next(), first && page.items().isEmpty(), out)));
  }

  private void write(Page page, boolean first) throws IOException {
    boolean comma = !first;
    for (Object item : page.items()) {
      zip.write((comma ? ",\n " : "\n ").getBytes(StandardCharsets.US_ASCII));
      zip.write((item instanceof Buffer json ? json : Json.encode(item)).getBytes());
      comma = true;
    }
    if (page.next() == null) {
      zip.write("\n]\n".getBytes(StandardCharsets.US_ASCII));
      zip.closeEntry();
    }
  }

  /** Packing takes its time, so it is done beside the event loop; one after the other. */
  private Future<Buffer> packed(Work work) {
    return vertx.executeBlocking(
        () -> {
          work.run();
          Buffer packed = Buffer.buffer(bytes.toByteArray());
          bytes.reset();
          return packed;
        });
  }

  /** What the archive takes next. */
  private interface Work {
    void run() throws IOException;
  }
}
