package io.gumzo.persistence;

import static io.gumzo.testing.Futures.get;
import static io.gumzo.testing.Futures.problem;
import static org.assertj.core.api.Assertions.assertThat;

import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GatheringTest {
  private record Statement(List<Integer> questions, Promise<List<String>> answers) {
    void answer() {
      answers.complete(questions.stream().map(String::valueOf).toList());
    }
  }

  private final List<Statement> statements = new ArrayList<>();
  private final Gathering<Integer, String> gathering = new Gathering<>(3, this::read);

  @Test
  void who_asks_alone_does_not_wait() {
    var answer = gathering.ask(1);
    assertThat(statements).hasSize(1);
    statements.getFirst().answer();
    assertThat(get(answer)).isEqualTo("1");
  }

  @Test
  void what_is_asked_meanwhile_goes_together_and_each_gets_its_own_answer() {
    var answers = IntStream.range(0, 7).mapToObj(gathering::ask).toList();
    assertThat(asked()).containsExactly(List.of(0), List.of(1));
    statements.get(1).answer();
    assertThat(asked().getLast()).containsExactly(2, 3, 4);
    statements.get(2).answer();
    assertThat(asked().getLast()).containsExactly(5, 6);
    statements.get(3).answer();
    statements.get(0).answer();
    for (int question = 0; question < 7; question++) {
      assertThat(get(answers.get(question))).isEqualTo(Integer.toString(question));
    }
  }

  @Test
  void so_much_goes_together_as_is_not_too_heavy() {
    var heavy = new Gathering<Integer, String>(10, question -> question, this::read);
    var answers = IntStream.of(1, 1, 4, 6, 5, 30, 2).mapToObj(heavy::ask).toList();
    for (int statement = 0; statement < statements.size(); statement++) {
      statements.get(statement).answer();
    }
    assertThat(asked())
        .containsExactly(
            List.of(1), List.of(1), List.of(4, 6), List.of(5), List.of(30), List.of(2));
    assertThat(answers).allMatch(Future::succeeded);
  }

  @Test
  void a_question_that_is_refused_takes_no_other_with_it() {
    var answers = IntStream.range(0, 4).mapToObj(gathering::ask).toList();
    statements.get(0).answer();
    statements.get(1).answer();
    statements.get(2).answers().fail("refused");
    statements.get(3).answers().fail("refused");
    statements.get(4).answer();
    assertThat(answers.get(2).failed()).isTrue();
    assertThat(get(answers.get(3))).isEqualTo("3");
  }

  @Test
  void nobody_is_asked_again_when_nothing_answers() {
    var answers = IntStream.range(0, 5).mapToObj(gathering::ask).toList();
    statements.get(0).answer();
    statements.get(2).answers().fail(Problem.unavailable("PostgreSQL does not answer"));
    assertThat(asked()).hasSize(3);
    for (int question = 2; question < 5; question++) {
      assertThat(problem(answers.get(question)).type()).isEqualTo(ProblemType.UNAVAILABLE);
    }
  }

  @Test
  void too_many_are_turned_away() {
    IntStream.range(0, 20_002).forEach(question -> assertThat(gathering.ask(question)).isNotNull());
    assertThat(problem(gathering.ask(1)).type()).isEqualTo(ProblemType.UNAVAILABLE);
  }

  private Future<List<String>> read(List<Integer> questions) {
    var statement = new Statement(questions, Promise.promise());
    statements.add(statement);
    return statement.answers().future();
  }

  private List<List<Integer>> asked() {
    return statements.stream().map(Statement::questions).toList();
  }
}
