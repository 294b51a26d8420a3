package io.gumzo.reports;

import com.github.f4b6a3.uuid.UuidCreator;
import io.gumzo.accounts.Account;
import io.gumzo.accounts.GetAccounts;
import io.gumzo.bus.Bus;
import io.gumzo.json.Texts;
import io.gumzo.persistence.Database;
import io.gumzo.persistence.Service;
import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.gumzo.reports.ReportRepository.Stored;
import io.gumzo.reports.Reports.Add;
import io.gumzo.reports.Reports.Added;
import io.gumzo.reports.Reports.ListAll;
import io.gumzo.reports.Reports.Page;
import io.gumzo.reports.Reports.Report;
import io.gumzo.streams.Streams;
import io.gumzo.throttle.Limit;
import io.gumzo.throttle.TakeToken;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Keeps what people report, for administrators. Nobody else is told. */
public final class ReportService implements Service {
  private final ReportRepository reports;
  private Bus bus;

  public ReportService(Database database) {
    this.reports = new ReportRepository(database);
  }

  @Override
  public void bind(Bus bus) {
    this.bus = bus;
    bus.serve(Reports.ADD, this::add);
    bus.serve(Reports.LIST, this::list);
  }

  private Future<Added> add(Add command) {
    if (command.account().equals(command.reporter())) {
      throw Problem.invalid("accountId", "other", "must be another person");
    }
    if (!Texts.isStorable(command.comment())) {
      throw Problem.invalid(
          "comment", "characters", "must not hold the character NUL, nor half of a surrogate pair");
    }
    return bus.ask(TakeToken.COMMAND, TakeToken.of(Limit.REPORT, command.reporter()))
        .compose(taken -> accounts(Set.of(command.account())))
        .compose(
            found ->
                found.isEmpty()
                    ? Future.failedFuture(Problem.of(ProblemType.NOT_FOUND))
                    : reportedPosition(command))
        .compose(
            position -> reports.add(UuidCreator.getTimeOrderedEpochPlus1(), command, position));
  }

  /** How far the reporter sees the conversation; 0 without one. */
  private Future<Long> reportedPosition(Add command) {
    UUID conversation = command.conversation();
    if (conversation == null) {
      return Future.succeededFuture(0L);
    }
    return bus.ask(Streams.MEMBERS, new Streams.ReadMembers(conversation))
        .compose(
            members ->
                members.accounts().contains(command.account())
                    ? reports.head(conversation, command.reporter())
                    : Future.failedFuture(Problem.of(ProblemType.NOT_A_MEMBER)));
  }

  private Future<Page> list(ListAll query) {
    return reports
        .latest(ReportRepository.parse(query.cursor()), query.limit() + 1)
        .compose(
            found -> {
              boolean more = found.size() > query.limit();
              List<Stored> page = more ? found.subList(0, query.limit()) : found;
              String next = more ? ReportRepository.cursor(page.getLast()) : null;
              return accounts(
                      page.stream()
                          .flatMap(each -> Stream.of(each.reporter(), each.account()))
                          .distinct()
                          .toList())
                  .map(known -> new Page(reports(page, known), next));
            });
  }

  private static List<Report> reports(List<Stored> page, Map<UUID, Account> accounts) {
    return page.stream().map(each -> each.with(accounts)).toList();
  }

  private Future<Map<UUID, Account>> accounts(Collection<UUID> ids) {
    return ids.isEmpty()
        ? Future.succeededFuture(Map.of())
        : bus.ask(GetAccounts.COMMAND, new GetAccounts(ids)).map(GetAccounts.Found::byId);
  }
}
