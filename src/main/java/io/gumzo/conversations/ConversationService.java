package io.gumzo.conversations;

import com.github.f4b6a3.uuid.UuidCreator;
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
import io.gumzo.streams.StreamEvent;
import io.gumzo.streams.Streams;
import io.gumzo.throttle.Limit;
import io.gumzo.throttle.TakeToken;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Opens conversations and shows them as they are to their members. */
public final class ConversationService implements Service {
  private static final int MOST_RESUMED = 200;
  private static final int RESUMED_TOGETHER = 64;
  private static final int CHECKED_TOGETHER = 256;

  /**
   * @param events none when the pair had one
   */
  private record Written(UUID conversation, List<StreamEvent> events) {}

  private final Database database;
  private final ConversationRepository conversations;
  private final Heads heads;
  private final Gathering<Resume, Resume.Heads> resumes =
      new Gathering<>(RESUMED_TOGETHER, this::resume);
  private final Gathering<CheckMember, Boolean> memberships;
  private Bus bus;

  public ConversationService(Database database) {
    this.database = database;
    this.conversations = new ConversationRepository(database);
    this.heads = new Heads(database);
    this.memberships = new Gathering<>(CHECKED_TOGETHER, conversations::areMembers);
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
        .of(Pair.of(command.account(), command.other()))
        .compose(
            known ->
                known.isPresent() ? existing(command.account(), known.get()) : createNew(command));
  }

  private Future<Created> existing(UUID account, UUID conversation) {
    return get(new Get(account, conversation)).map(found -> new Created(found, false));
  }

  /** Only contacts talk; strangers come with a contact request, which may hold a first message. */
  private Future<Created> createNew(Create command) {
    Pair pair = Pair.of(command.account(), command.other());
    return take(command.account())
        .compose(
            taken ->
                database.transaction(
                    transaction ->
                        pair.lock(transaction)
                            .compose(accounts -> write(transaction, pair, accounts))))
        .onSuccess(written -> bus.tell(Streams.COMMITTED, new Streams.Batch(written.events())))
        .compose(
            written ->
                get(new Get(command.account(), written.conversation()))
                    .map(found -> new Created(found, !written.events().isEmpty())));
  }

  private Future<Void> take(UUID account) {
    return bus.ask(TakeToken.COMMAND, TakeToken.of(Limit.CREATE_CONVERSATION, account)).mapEmpty();
  }

  private static Future<Written> write(
      SqlConnection transaction, Pair pair, Map<UUID, Account> accounts) {
    if (accounts.size() < 2) {
      return Future.failedFuture(Problem.of(ProblemType.NOT_FOUND));
    }
    return PairConversation.find(transaction, pair)
        .compose(
            known ->
                known.isPresent()
                    ? Future.succeededFuture(new Written(known.get(), List.of()))
                    : writeNew(transaction, pair, accounts));
  }

  private static Future<Written> writeNew(
      SqlConnection transaction, Pair pair, Map<UUID, Account> accounts) {
    UUID conversation = UuidCreator.getTimeOrderedEpochPlus1();
    var events = new ArrayList<StreamEvent>();
    return ConversationRepository.areContacts(transaction, pair.first(), pair.second())
        .compose(
            contacts ->
                contacts
                    ? PairConversation.create(transaction, conversation, pair)
                    : Future.failedFuture(Problem.of(ProblemType.NOT_CONTACTS)))
        .compose(
            made -> PairConversation.added(transaction, pair.first(), pair, conversation, accounts))
        .onSuccess(events::add)
        .compose(
            told ->
                PairConversation.added(transaction, pair.second(), pair, conversation, accounts))
        .onSuccess(events::add)
        .map(told -> new Written(conversation, events));
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

  private Future<Void> checkMember(CheckMember query) {
    return memberships
        .ask(query)
        .compose(
            member ->
                member
                    ? Future.succeededFuture()
                    : Future.failedFuture(Problem.of(ProblemType.NOT_A_MEMBER)));
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
