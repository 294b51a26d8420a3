package io.gumzo.joining;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gumzo.accounts.SignUp;
import io.gumzo.mail.Language;
import io.gumzo.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What spreadsheets write. */
class PeopleFileTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "firstName,lastName,email,username\nAsha,Mwangi,asha@example.org,asha\n",
        "\uFEFFFirst name;Last name;E-mail;Username\r\nAsha;Mwangi;asha@example.org;asha\r\n",
        "username\temail\tlast_name\tfirst_name\nasha\tasha@example.org\tMwangi\tAsha",
        "\"firstName\",\"lastName\",\"email\",\"username\"\n\"Asha\",\"Mwangi\",asha@example.org,asha",
        "firstName,lastName,email,username,,\n\n Asha , Mwangi,asha@example.org,asha,,\n,,,\n"
      })
  void people_are_read_however_they_were_saved(String csv) {
    assertThat(read(csv).people())
        .containsExactly(
            new SignUp("Asha", "Mwangi", "asha@example.org", "asha", "", Language.SW, null, null));
  }

  @Test
  void rows_are_counted_as_a_spreadsheet_does() {
    var file =
        read(
            """
            firstName,lastName,email,username
            "A
            B",C,a@example.org,abcd

            D,E,d@example.org,defg
            """);
    assertThat(file.rowNumbers()).containsExactly(2, 4);
  }

  @Test
  void what_is_wrong_with_the_file_as_a_whole_is_told() {
    assertThat(rule("")).isEqualTo("header");
    assertThat(rule("firstName,lastName,email\nA,B,c@d.example\n")).isEqualTo("header");
    assertThat(rule("firstName,lastName,email,username,role\nA,B,c@d.example,abcd,admin\n"))
        .isEqualTo("header");
    assertThat(rule("firstName,lastName,email,username,Email\n")).isEqualTo("header");
    assertThat(rule("firstName,lastName,email,username\n\n,,,\n")).isEqualTo("rows");
    String line = "A,B,a@example.org,abcd\n";
    assertThat(rule("firstName,lastName,email,username\n" + line.repeat(501))).isEqualTo("maxRows");
    assertThat(rule("firstName,lastName,email,username\n" + "\n".repeat(400_000)))
        .isEqualTo("maxRows");
    assertThat(rule("firstName,lastName,email,username\n" + ",".repeat(400_000))).isEqualTo("csv");
    assertThat(rule("firstName,lastName\n".getBytes(UTF_16LE))).isEqualTo("header");
    assertThat(rule(new byte[] {'a', (byte) 0xE9, ',', 'b'})).isEqualTo("encoding");
  }

  private static String rule(String csv) {
    return rule(csv.getBytes(UTF_8));
  }

  private static String rule(byte[] csv) {
    var problem = catchThrowableOfType(Problem.class, () -> PeopleFile.read(csv, Language.EN));
    assertThat(problem.errors()).hasSize(1);
    return problem.errors().getFirst().rule();
  }

  private static PeopleFile read(String csv) {
    return PeopleFile.read(csv.getBytes(UTF_8), Language.SW);
  }
}
