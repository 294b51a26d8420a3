package io.gumzo.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.gumzo.testing.TestServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Around each test: what it did must have left every row of every table as it was, but for the logs
 * that are there to have it. Compares the versions of rows, because reading long texts for each of
 * hundreds of tests takes minutes.
 */
final class NothingWritten implements BeforeEachCallback, AfterEachCallback {
  private static final String TABLES =
      """
      SELECT tablename FROM pg_tables
       WHERE schemaname = 'public' AND tablename NOT IN ('activity', 'errors')
      """;

  private Map<String, String> before;

  @Override
  public void beforeEach(ExtensionContext context) throws SQLException {
    before = rows();
  }

  @Override
  public void afterEach(ExtensionContext context) throws SQLException {
    assertThat(rows()).as("rows and the hash of their versions by table").isEqualTo(before);
  }

  private static Map<String, String> rows() throws SQLException {
    Map<String, String> rows = new TreeMap<>();
    try (var connection = TestServers.connect(Edge.postgresUrl())) {
      for (String table : texts(connection, TABLES)) {
        rows.put(
            table,
            texts(
                    connection,
                    "SELECT count(*) || ' ' || coalesce(sum(hashtext(xmin || ' ' || ctid)::bigint), 0) FROM "
                        + table
                        + " t")
                .iterator()
                .next());
      }
    }
    return rows;
  }

  private static Iterable<String> texts(Connection connection, String query) throws SQLException {
    var texts = new java.util.ArrayList<String>();
    try (var statement = connection.createStatement();
        var found = statement.executeQuery(query)) {
      while (found.next()) {
        texts.add(found.getString(1));
      }
    }
    return texts;
  }
}
