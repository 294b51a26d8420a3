package io.gumzo.profiles;

import static io.gumzo.testing.Futures.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.gumzo.problem.ProblemType;
import io.gumzo.testing.Answer;
import io.gumzo.testing.Person;
import io.gumzo.testing.TestCluster;
import io.gumzo.testing.TestServers;
import io.gumzo.testing.TwoNodes;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures of people, from the file that is sent to what is shown. */
class PictureTest extends TwoNodes {
  private static final int[] SIZES = {64, 256, 512};
  private static final int RED = 0xFE0000;
  private static final int GREEN = 0x00FF01;
  private static final int BLUE = 0x0000FE;
  private static final int YELLOW = 0xFFFF00;

  @ParameterizedTest
  @CsvSource({"jpg, 1600, 900", "png, 700, 1300", "jpg, 40, 30", "png, 1, 1"})
  void the_square_in_the_middle_is_served_at_three_sizes_on_every_node(
      String format, int width, int height) {
    var asha = Person.signUp(one.api());
    String id = set(asha, TestPictures.quarters(width, height, format));
    for (int size : SIZES) {
      var served = get(two.api().getPicture(id, size));
      assertThat(served.statusCode()).isEqualTo(200);
      assertThat(served.getHeader("Content-Type")).isEqualTo("image/jpeg");
      assertThat(served.getHeader("Cache-Control"))
          .isEqualTo("public, immutable, max-age=31536000");
      var picture = TestPictures.read(served.body());
      assertThat(picture.getWidth()).isEqualTo(size);
      assertThat(picture.getHeight()).isEqualTo(size);
    }
    if (width > 1) {
      mustShow(id, RED, GREEN, BLUE, YELLOW);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, FE0000, 00FF01, 0000FE, FFFF00",
    "3, FFFF00, 0000FE, 00FF01, FE0000",
    "6, 0000FE, FE0000, FFFF00, 00FF01",
    "8, 00FF01, FFFF00, FE0000, 0000FE"
  })
  void it_is_shown_as_the_camera_was_held_and_nothing_else_of_the_file_is_kept(
      int orientation, String topLeft, String topRight, String bottomLeft, String bottomRight) {
    var asha = Person.signUp(one.api());
    var photo = TestPictures.withExif(TestPictures.quarters(640, 640, "jpg"), orientation);
    assertThat(photo.toString(StandardCharsets.ISO_8859_1)).contains(TestPictures.SECRET);
    String id = set(asha, photo);
    mustShow(id, hex(topLeft), hex(topRight), hex(bottomLeft), hex(bottomRight));
    mustHoldNoSecret(id);

    Buffer png = TestPictures.quarters(640, 640, "png");
    for (boolean behind : new boolean[] {false, true}) {
      String other = set(asha, TestPictures.withExifInPng(png, orientation, behind));
      mustShow(other, hex(topLeft), hex(topRight), hex(bottomLeft), hex(bottomRight));
      mustHoldNoSecret(other);
    }
  }

  @Test
  void what_is_written_in_a_png_is_not_kept_and_what_is_clear_becomes_white() {
    var asha = Person.signUp(one.api());
    mustHoldNoSecret(set(asha, TestPictures.largePng(600, 600)));
    mustShow(set(asha, TestPictures.transparent(300)), 0xFFFFFF, 0xFFFFFF, 0xFFFFFF, 0xFFFFFF);
  }

  @Test
  void forty_megapixels_are_read_and_one_line_more_is_refused() {
    var asha = Person.signUp(one.api());
    set(asha, TestPictures.largePng(8_000, 5_000));
    mustRefuse(asha, TestPictures.largePng(8_000, 5_001), "megapixels");
  }

  @ParameterizedTest
  @CsvSource({"60000, 60000", "2147483647, 2147483647", "30001, 1", "1, 30001"})
  void a_small_file_that_says_it_is_large_is_refused_before_it_is_unpacked(int width, int height) {
    mustRefuse(Person.signUp(one.api()), TestPictures.pngBomb(width, height), "megapixels");
  }

  @Test
  void a_jpeg_of_too_many_passes_is_refused() {
    var asha = Person.signUp(one.api());
    mustRefuse(asha, TestPictures.scans(33), "picture");
    mustRefuse(asha, TestPictures.hiddenScans(33), "picture");
  }

  @Test
  void a_jpeg_that_is_decoded_as_a_whole_must_be_smaller() {
    var asha = Person.signUp(one.api());
    set(asha, TestPictures.largeJpeg(4_001, 4_001, false));
    mustRefuse(asha, TestPictures.largeJpeg(4_001, 4_001, true), "megapixels");
    var apart = TestPictures.largeJpeg(4_001, 4_001, false);
    mustRefuse(asha, TestPictures.oneColourOf(apart), "megapixels");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "GIF89a\1\0\1\0\0\0\0;",
        "<svg xmlns='http://www.w3.org/2000/svg'/>",
        "\u00ff\u00d8\u00ff",
        "\u0089PNG\r\n\u001a\n",
        "\u0089PNG\r\n\u001a\nIHDR garbage garbage garbage"
      })
  void what_is_no_picture_is_refused_whatever_it_says_of_itself(String bytes) {
    var garbage = Buffer.buffer(bytes.getBytes(StandardCharsets.ISO_8859_1));
    mustRefuse(Person.signUp(one.api()), garbage, "picture");
  }

  @Test
  void its_own_limit_holds_for_a_picture_and_for_who_is_signed_in_only() {
    var asha = Person.signUp(one.api());
    var refused =
        get(one.api().setPicture(asha.token(), Buffer.buffer(new byte[5_242_881]), "image/png"))
            .want(413);
    assertThat(refused.text("detail")).contains("5242880");
    var nearly = Buffer.buffer(new byte[5_242_880]);
    get(one.api().setPicture(asha.token(), nearly, "image/png")).want(400);
    assertThat(
            get(one.api()
                    .setPicture("x" + asha.token(), Buffer.buffer(new byte[263_000]), "image/png"))
                .want(413)
                .text("detail"))
        .contains("262144");
    get(one.api().setPicture("x" + asha.token(), Buffer.buffer(new byte[100]), "image/png"))
        .want(401);
    var another = get(one.api().setPicture(asha.token(), nearly, "image/webp")).want(415);
    assertThat(another.text("detail")).contains("image/jpeg or image/png");
  }

  @Test
  void another_picture_has_another_path_and_the_one_before_is_gone() {
    var asha = Person.signUp(one.api());
    String letters = picture(asha);
    String first = set(asha, TestPictures.quarters(64, 64, "png"));
    String second = set(asha, TestPictures.quarters(64, 64, "png"));
    assertThat(second).isNotEqualTo(first);
    assertThat(get(one.api().getPicture(first, 64)).statusCode()).isEqualTo(404);
    assertThat(get(one.api().getPicture(second, 64)).statusCode()).isEqualTo(200);

    var me = get(one.api().removePicture(asha.token())).want(200);
    assertThat(id(me.text("picture"))).isEqualTo(letters);
    assertThat(me.number("revision")).isEqualTo(3);
    assertThat(get(one.api().getPicture(second, 64)).statusCode()).isEqualTo(404);
    assertThat(get(one.api().removePicture(asha.token())).want(200).body()).isEqualTo(me.body());
  }

  @Test
  void of_many_set_at_once_one_is_kept_and_it_is_the_one_that_is_told() throws Exception {
    var asha = Person.signUp(one.api());
    var picture = TestPictures.quarters(80, 80, "png");
    var all =
        IntStream.range(0, 8)
            .mapToObj(
                number ->
                    (number % 2 == 0 ? one : two)
                        .api()
                        .setPicture(asha.token(), picture, "image/png"))
            .toList();
    get(Future.all(all));
    assertThat(get(one.api().getPicture(picture(asha), 512)).statusCode()).isEqualTo(200);
    assertThat(get(one.api().getMe(asha.token())).number("revision")).isEqualTo(8);
    assertThat(
            TestServers.count(
                cluster.postgresUrl(), "pictures WHERE account_id = '%s'".formatted(asha.id())))
        .isEqualTo(SIZES.length);
  }

  @Test
  void pictures_may_not_be_set_as_fast_as_one_can_send() {
    var limits =
        Map.of("throttle.setPicture.burst", "1", "throttle.setPicture.everyMillis", "60000");
    try (var strict = new TestCluster(limits)) {
      var api = strict.local().api();
      var asha = Person.signUp(api);
      var picture = TestPictures.quarters(8, 8, "png");
      get(api.setPicture(asha.token(), picture, "image/png")).want(200);
      get(api.setPicture(asha.token(), picture, "image/png")).want(429);
    }
  }

  private static String set(Person person, Buffer picture) {
    var me = get(one.api().setPicture(person.token(), picture, "image/jpeg")).want(200);
    return id(me.text("picture"));
  }

  private static void mustRefuse(Person person, Buffer file, String rule) {
    var refused = get(one.api().setPicture(person.token(), file, "image/png")).want(400);
    assertThat(refused.text("type")).isEqualTo(ProblemType.INVALID_REQUEST.uri());
    assertThat(refused.body().getJsonArray("errors").getJsonObject(0).getString("rule"))
        .isEqualTo(rule);
    assertThat(get(one.api().getMe(person.token())).number("revision"))
        .as("revision")
        .isLessThanOrEqualTo(1);
  }

  /** The colours of the quarters, line by line. */
  private static void mustShow(String id, int... colours) {
    var picture = TestPictures.read(get(one.api().getPicture(id, 256)).body());
    for (int quarter = 0; quarter < 4; quarter++) {
      int rgb = picture.getRGB(64 + quarter % 2 * 128, 64 + quarter / 2 * 128);
      for (int shift : new int[] {0, 8, 16}) {
        assertThat(rgb >> shift & 0xFF)
            .as("quarter %d is %06x", quarter, rgb & 0xFFFFFF)
            .isCloseTo(colours[quarter] >> shift & 0xFF, org.assertj.core.data.Offset.offset(12));
      }
    }
  }

  private static void mustHoldNoSecret(String id) {
    for (int size : SIZES) {
      var bytes = get(one.api().getPicture(id, size)).body().toString(StandardCharsets.ISO_8859_1);
      assertThat(bytes).doesNotContain("Exif", TestPictures.SECRET);
    }
  }

  private static String picture(Person person) {
    Answer seen = get(one.api().getAccount(person.token(), person.id())).want(200);
    return id(seen.text("picture"));
  }

  private static String id(String path) {
    assertThat(path).matches("/api/v1/pictures/[^/]+/256");
    return path.split("/", -1)[4];
  }

  private static int hex(String colour) {
    return Integer.parseInt(colour, 16);
  }
}
