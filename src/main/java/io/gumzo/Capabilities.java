package io.gumzo;

import io.gumzo.accounts.AccountBelongings;
import io.gumzo.accounts.AccountHooks;
import io.gumzo.accounts.AccountRoutes;
import io.gumzo.accounts.AccountService;
import io.gumzo.accounts.Belongings;
import io.gumzo.activity.ActivityRoutes;
import io.gumzo.activity.ActivityService;
import io.gumzo.bus.Bus;
import io.gumzo.config.GumzoConfig;
import io.gumzo.contacts.BlockService;
import io.gumzo.contacts.ContactBelongings;
import io.gumzo.contacts.ContactLists;
import io.gumzo.contacts.ContactRoutes;
import io.gumzo.contacts.ContactService;
import io.gumzo.conversations.ConversationBelongings;
import io.gumzo.conversations.ConversationRoutes;
import io.gumzo.conversations.ConversationService;
import io.gumzo.conversations.PairAccess;
import io.gumzo.conversations.ReadMarks;
import io.gumzo.conversations.StrangerService;
import io.gumzo.conversations.StreamRoutes;
import io.gumzo.details.DetailBelongings;
import io.gumzo.details.DetailsRoutes;
import io.gumzo.details.DetailsService;
import io.gumzo.details.EmailChangeService;
import io.gumzo.http.Mount;
import io.gumzo.http.Routes;
import io.gumzo.joining.JoiningAdmission;
import io.gumzo.joining.JoiningBelongings;
import io.gumzo.joining.JoiningRoutes;
import io.gumzo.joining.JoiningService;
import io.gumzo.joining.SignUpPolicy;
import io.gumzo.leaving.LeavingRoutes;
import io.gumzo.leaving.LeavingService;
import io.gumzo.mail.DevelopmentPage;
import io.gumzo.mail.MailService;
import io.gumzo.messages.DepartureService;
import io.gumzo.messages.MessageBelongings;
import io.gumzo.messages.MessageHistory;
import io.gumzo.messages.MessageRepository;
import io.gumzo.messages.MessageRoutes;
import io.gumzo.messages.MessageService;
import io.gumzo.persistence.Database;
import io.gumzo.persistence.Service;
import io.gumzo.profiles.PictureBelongings;
import io.gumzo.profiles.ProfileRoutes;
import io.gumzo.profiles.ProfileService;
import io.gumzo.redis.RedisClient;
import io.gumzo.reports.ReportBelongings;
import io.gumzo.reports.ReportRoutes;
import io.gumzo.reports.ReportService;
import io.gumzo.server.ServerRoutes;
import io.gumzo.sessions.PasswordEnds;
import io.gumzo.sessions.SessionBelongings;
import io.gumzo.sessions.SessionListService;
import io.gumzo.sessions.SessionRoutes;
import io.gumzo.sessions.SessionService;
import io.gumzo.sessions.TwoFactorRoutes;
import io.gumzo.sessions.TwoFactorService;
import io.gumzo.settings.Settings.WhoMayMessage;
import io.gumzo.settings.SettingsBelongings;
import io.gumzo.settings.SettingsRoutes;
import io.gumzo.settings.SettingsService;
import io.gumzo.sockets.Frames;
import io.gumzo.streams.StreamService;
import io.gumzo.tokens.AccessTokens;
import io.gumzo.tokens.VouchedTokens;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;

/** What the product can do: the services of every capability, and their sides of the contracts. */
final class Capabilities {
  private final GumzoConfig config;
  private final Vertx vertx;
  private final Bus bus;
  private final AccessTokens tokens;
  private final MeterRegistry registry;
  private final StreamRoutes streams;
  private final ConversationRoutes conversations;
  private final MessageRoutes messages;

  Capabilities(
      Vertx vertx, GumzoConfig config, Bus bus, AccessTokens tokens, MeterRegistry registry) {
    this.vertx = vertx;
    this.config = config;
    this.bus = bus;
    this.tokens = tokens;
    this.registry = registry;
    this.streams = new StreamRoutes(bus);
    this.conversations = new ConversationRoutes(bus);
    this.messages = new MessageRoutes(bus, config.messages().pageSize());
  }

  List<Service> services(Database database) {
    var messageTable = new MessageRepository(database);
    var access = new PairAccess(whoMayMessage() == WhoMayMessage.ANYONE);
    var departures = new DepartureService(vertx, database);
    return List.of(
        new AccountService(vertx, bus, database, config, tokens.links(), hooks(database)),
        new DetailsService(database),
        new EmailChangeService(database, config, tokens.links(), new PasswordEnds(bus, tokens)),
        new JoiningService(database, config, tokens.links()),
        new ActivityService(vertx, config.activity(), database, registry),
        new MailService(vertx, config.mail(), config.ownUrl(), database, registry),
        new SessionService(bus, database, tokens, config.tokens()),
        new SessionListService(bus, database, tokens, config.tokens()),
        new TwoFactorService(bus, database, tokens.secrets(), config.confirmsEmails()),
        new SettingsService(database, access, whoMayMessage()),
        new ProfileService(vertx, database),
        new ContactService(database, access, config.messages().maxChars()),
        new BlockService(database, access),
        new ContactLists(database, access.isOpenByDefault()),
        new ConversationService(database, access),
        new StrangerService(database, access),
        new ReadMarks(database),
        new MessageService(vertx, database, config.messages().maxChars(), registry),
        new MessageHistory(messageTable, this::redis, config.messages().recent()),
        new VouchedTokens(this::redis),
        new ReportService(database),
        departures,
        new LeavingService(database, belongings(database, departures)),
        new StreamService(database, List.of(messageTable)));
  }

  private AccountHooks hooks(Database database) {
    return new AccountHooks(
        new PasswordEnds(bus, tokens), new JoiningAdmission(database, config, tokens.links()));
  }

  /** Their order is that of locks: see {@link LeavingService}. */
  private List<Belongings> belongings(Database database, DepartureService departures) {
    return List.of(
        new AccountBelongings(database),
        new DetailBelongings(database),
        new JoiningBelongings(database),
        new ContactBelongings(bus),
        new ConversationBelongings(bus),
        new SessionBelongings(bus, database, tokens),
        new PictureBelongings(database),
        new ReportBelongings(database),
        new SettingsBelongings(database, whoMayMessage()),
        new MessageBelongings(database, departures::work));
  }

  private WhoMayMessage whoMayMessage() {
    return WhoMayMessage.valueOf(config.contacts().whoMayMessage().name());
  }

  private RedisClient redis() {
    return RedisClient.open(vertx, config.redis(), registry, () -> {});
  }

  List<Routes> routes() {
    return List.of(
        new AccountRoutes(bus),
        new SessionRoutes(bus, config.http(), config.tokens()),
        new TwoFactorRoutes(bus),
        new LeavingRoutes(vertx, bus),
        new DetailsRoutes(bus),
        new JoiningRoutes(vertx, bus, config.passwords()),
        new ProfileRoutes(bus),
        new SettingsRoutes(bus),
        new ContactRoutes(bus),
        new ActivityRoutes(bus),
        new ReportRoutes(bus),
        new ServerRoutes(BuildInfo.read().version(), config, this::signUpMode),
        streams,
        conversations,
        messages);
  }

  private Future<String> signUpMode() {
    return SignUpPolicy.modeNow(bus);
  }

  /** What is served beside the contract. */
  List<Mount> mounts() {
    return config.mail().shows() ? List.of(new DevelopmentPage(bus, config)) : List.of();
  }

  List<Frames> frames() {
    return List.of(streams, conversations, messages);
  }
}
