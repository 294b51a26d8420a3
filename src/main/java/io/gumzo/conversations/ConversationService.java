package io.gumzo.conversations;

import io.gumzo.accounts.Account;
import io.gumzo.accounts.GetAccounts;
import io.gumzo.bus.Bus;
import io.gumzo.conversations.Conversations.Create;
import io.gumzo.conversations.Conversations.Created;
import io.gumzo.conversations.Conversations.Get;
import io.gumzo.conversations.Conversations.ListMine;
import io.gumzo.conversations.Conversations.Page;
import io.gumzo.persistence.Database;
import io.gumzo.persistence.Gathering;
import io.gumzo.persistence.Service;
import io.gumzo.problem.Problem;
import io.gumzo.problem.ProblemType;
import io.gumzo.sockets.Resume;
import io.gumzo.streams.CheckMember;
import io.gumzo.streams.Streams;
import io.gumzo.streams.Withheld;
import io.gumzo.throttle.Limit;
import io.gumzo.throttle.TakeToken;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Opens conversations and shows them as they are to their members. */
public final class ConversationService implements Service {
  private static final int MOST_RESUMED = 200;
  private static final int RESUMED_TOGETHER = 64;
  private static final int CHECKED_TOGETHER = 256;

  private final Database database;
  private final ConversationRepository conversations;
  private final Heads heads;
  private final Gathering<Resume, Resume.Heads> resumes =
      new Gathering<>(RESUMED_TOGETHER, this::resume);
  private final Gathering<CheckMember, Optional<Withheld>> memberships;
  private final Opening opening;
  private Bus bus;

  /**
   * @param access who may write to whom
   */
  public ConversationService(Database database, PairAccess access) {
    this.database = database;
    this.opening = new Opening(access);
    this.conversations = new ConversationRepository(database);
    this.heads = new Heads(database);
    this.memberships = new Gathering<>(CHECKED_TOGETHER, conversations::memberships);
  }

  @Override
  public void bind(Bus bus) {
    this.bus = bus;
    bus.serve(Conversations.CREATE, this::create);
    bus.serve(Conversations.GET, this::get);
    bus.serve(Conversations.LIST, this::list);
    bus.serve(CheckMember.COMMAND, this::checkMember);
    bus.serve(Streams.MEMBERS, query -> conversations.members(query.conversation()));
    bus.serve(Resume.COMMAND, resumes::ask);
  }

  private Future<Created> create(Create command) {
    if (command.account().equals(command.other())) {
      throw Problem.invalid("accountId", "other", "must be another person");
    }
    return conversations
        .of(Pair.of(command.account(), command.other()), command.account())
        .compose(
            known ->
                known.isPresent() ? existing(command.account(), known.get()) : createNew(command));
  }

  private Future<Created> existing(UUID account, UUID conversation) {
    return get(new Get(account, conversation)).map(found -> new Created(found, false));
  }

  private Future<Created> createNew(Create command) {
    return take(command.account())
        .compose(
            taken ->
                database.transaction(
                    transaction -> opening.open(transaction, command.account(), command.other())))
        .onSuccess(opened -> bus.tell(Streams.COMMITTED, new Streams.Batch(opened.events())))
        .compose(
            opened ->
                get(new Get(command.account(), opened.conversation()))
                    .map(found -> new Created(found, !opened.events().isEmpty())));
  }

  private Future<Void> take(UUID account) {
    return bus.ask(TakeToken.COMMAND, TakeToken.of(Limit.CREATE_CONVERSATION, account)).mapEmpty();
  }

  private Future<Conversation> get(Get query) {
    return conversations
        .snapshot(query.account(), query.conversation())
        .map(found -> found.orElseThrow(() -> Problem.of(ProblemType.NOT_A_MEMBER)))
        .compose(snapshot -> complete(List.of(snapshot)))
        .map(List::getFirst);
  }

  private Future<Page> list(ListMine query) {
    return conversations
        .latest(query.account(), ConversationCursor.parse(query.cursor()), query.limit() + 1)
        .compose(
            found -> {
              boolean more = found.size() > query.limit();
              List<Snapshot> page = more ? found.subList(0, query.limit()) : found;
              String next = more ? ConversationCursor.of(page.getLast()).text() : null;
              return complete(page).map(items -> new Page(items, next));
            });
  }

  private Future<List<Resume.Heads>> resume(List<Resume> asked) {
    return heads
        .read(asked, MOST_RESUMED + 1)
        .compose(
            found ->
                accountsOf(found.stream().flatMap(each -> each.changed().stream()))
                    .map(accounts -> found.stream().map(each -> heads(each, accounts)).toList()));
  }

  private static Resume.Heads heads(Heads.Of found, Map<UUID, Account> accounts) {
    return new Resume.Heads(
        found.at(),
        found.personal(),
        found.changed().stream()
            .limit(MOST_RESUMED)
            .<Object>map(each -> each.with(accounts))
            .toList(),
        found.changed().size() > MOST_RESUMED);
  }

  private Future<Withheld> checkMember(CheckMember query) {
    return memberships
        .ask(query)
        .map(member -> member.orElseThrow(() -> Problem.of(ProblemType.NOT_A_MEMBER)));
  }

  private Future<List<Conversation>> complete(List<Snapshot> snapshots) {
    return accountsOf(snapshots.stream())
        .map(accounts -> snapshots.stream().map(each -> each.with(accounts)).toList());
  }

  private Future<Map<UUID, Account>> accountsOf(Stream<Snapshot> snapshots) {
    return accounts(snapshots.flatMap(each -> each.memberIds().stream()).distinct().toList());
  }

  private Future<Map<UUID, Account>> accounts(List<UUID> ids) {
    return ids.isEmpty()
        ? Future.succeededFuture(Map.of())
        : bus.ask(GetAccounts.COMMAND, new GetAccounts(ids)).map(GetAccounts.Found::byId);
  }
}
