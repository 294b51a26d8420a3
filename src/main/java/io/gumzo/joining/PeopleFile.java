package io.gumzo.joining;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.gumzo.accounts.MakeAccounts;
import io.gumzo.accounts.SignUp;
import io.gumzo.mail.Language;
import io.gumzo.problem.FieldError;
import io.gumzo.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * People in a file of a spreadsheet: CSV in UTF-8, with or without a byte order mark, of commas,
 * semicolons or tabs. The first row names the columns.
 *
 * @param rowNumbers of the people, as a spreadsheet counts: the names of the columns are row 1
 * @param people of the rows after the first; a row without anything is passed over
 */
public record PeopleFile(List<SignUp> people, List<Integer> rowNumbers) {
  private static final int LONGEST_FIELD = 1_000;

  /** The columns, by what people call them. */
  private enum Column {
    FIRST_NAME("firstname"),
    LAST_NAME("lastname"),
    EMAIL("email"),
    USERNAME("username");

    private final String name;

    Column(String name) {
      this.name = name;
    }
  }

  /**
   * Blocks for some milliseconds where the file is large.
   *
   * @param language of the mails to these people
   * @throws Problem {@code INVALID_REQUEST} that says what is wrong with the file as a whole
   */
  public static PeopleFile read(byte[] bytes, Language language) {
    String text = text(bytes);
    List<CsvRecord> rows = rows(text);
    if (rows.isEmpty()) {
      throw broken("header", "the first row must name the columns");
    }
    Map<Column, Integer> columns = columns(rows.getFirst());
    List<SignUp> people = new ArrayList<>();
    List<Integer> numbers = new ArrayList<>();
    for (int index = 1; index < rows.size(); index++) {
      CsvRecord row = rows.get(index);
      if (row.getFields().stream().allMatch(String::isBlank)) {
        continue;
      }
      people.add(person(row, columns, language));
      numbers.add(index + 1);
    }
    if (people.isEmpty()) {
      throw broken("rows", "there is nobody in it");
    }
    return new PeopleFile(people, numbers);
  }

  /** The errors of each row under the number that a spreadsheet shows beside it. */
  public List<FieldError> errors(MakeAccounts.Made made) {
    List<FieldError> errors = new ArrayList<>();
    for (int index = 0; index < rowNumbers.size(); index++) {
      String row = "rows." + rowNumbers.get(index) + ".";
      for (FieldError error : made.rows().get(index).broken()) {
        errors.add(new FieldError(row + error.field(), error.rule(), error.message()));
      }
    }
    return errors;
  }

  private static String text(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException other) {
      throw broken("encoding", "must be saved as CSV in UTF-8");
    }
  }

  /** Stops beyond the bounds, whatever else the file holds. */
  private static List<CsvRecord> rows(String text) {
    List<CsvRecord> rows = new ArrayList<>();
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .fieldSeparator(separator(text))
            .skipEmptyLines(false)
            .allowMissingFields(true)
            .allowExtraFields(true)
            .ofCsvRecord(text)) {
      for (CsvRecord row : reader) {
        rows.add(row);
        if (rows.size() > 1 + MakeAccounts.MOST) {
          throw broken("maxRows", "may have at most %d rows".formatted(MakeAccounts.MOST));
        }
      }
      return rows;
    } catch (CsvParseException malformed) {
      throw broken("csv", "is not CSV from row %d on".formatted(rows.size() + 1));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** What separates the names of the columns, none of which holds any of these. */
  private static char separator(String text) {
    String header = text.lines().findFirst().orElse("");
    return header.indexOf(';') >= 0 ? ';' : header.indexOf('\t') >= 0 ? '\t' : ',';
  }

  private static Map<Column, Integer> columns(CsvRecord header) {
    Map<Column, Integer> columns = new EnumMap<>(Column.class);
    for (int index = 0; index < header.getFieldCount(); index++) {
      String name = header.getField(index);
      if (!name.isBlank() && columns.put(column(name), index) != null) {
        throw broken("header", "names a column twice");
      }
    }
    if (columns.size() < Column.values().length) {
      throw broken("header", "must name the columns firstName, lastName, email and username");
    }
    return columns;
  }

  /** {@code First name} is {@code first_name} is {@code firstName}. */
  private static Column column(String name) {
    String bare = name.replaceAll("[\\s_-]", "").toLowerCase(Locale.ROOT);
    for (Column column : Column.values()) {
      if (column.name.equals(bare)) {
        return column;
      }
    }
    throw broken("header", "may name only the columns firstName, lastName, email and username");
  }

  private static SignUp person(CsvRecord row, Map<Column, Integer> columns, Language language) {
    return new SignUp(
        field(row, columns.get(Column.FIRST_NAME)),
        field(row, columns.get(Column.LAST_NAME)),
        field(row, columns.get(Column.EMAIL)),
        field(row, columns.get(Column.USERNAME)),
        "",
        language,
        null,
        null);
  }

  /** What is far too long breaks the same rule when it is cut. */
  private static String field(CsvRecord row, int index) {
    String text = index < row.getFieldCount() ? row.getField(index).strip() : "";
    return text.substring(0, Math.min(text.length(), LONGEST_FIELD));
  }

  private static Problem broken(String rule, String message) {
    return Problem.invalid("", rule, message);
  }
}
