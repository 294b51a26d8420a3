package io.gumzo.profiles;

import io.gumzo.accounts.Me;
import io.gumzo.bus.Bus;
import io.gumzo.http.Call;
import io.gumzo.http.Content;
import io.gumzo.http.RouteTable;
import io.vertx.core.Future;
import java.util.UUID;

/** The operations on pictures. */
final class PictureRoutes {
  private final Bus bus;

  PictureRoutes(Bus bus) {
    this.bus = bus;
  }

  void bind(RouteTable table) {
    table.on("setPicture", this::set).on("removePicture", this::remove).on("getPicture", this::get);
  }

  private Future<Me> set(Call call) {
    return bus.ask(SetPicture.COMMAND, new SetPicture(call.account(), call.bytes()));
  }

  private Future<Me> remove(Call call) {
    return bus.ask(RemovePicture.COMMAND, new RemovePicture(call.account()));
  }

  private Future<Content> get(Call call) {
    String id = call.part("pictureId");
    if (Letters.isTheirs(id)) {
      return Future.succeededFuture(new Content(Letters.draw(id), "image/svg+xml"));
    }
    return bus.ask(
            GetPicture.COMMAND, new GetPicture(UUID.fromString(id), call.integerPart("size")))
        .map(bytes -> new Content(bytes, "image/jpeg"));
  }
}
