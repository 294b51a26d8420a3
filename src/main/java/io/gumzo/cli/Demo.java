package io.gumzo.cli;

import io.gumzo.accounts.CreateAdmin;
import io.gumzo.accounts.FindAccounts;
import io.gumzo.accounts.SignUp;
import io.gumzo.bus.Bus;
import io.gumzo.bus.Command;
import io.gumzo.contacts.Contacts;
import io.gumzo.conversations.Conversations;
import io.gumzo.messages.Message;
import io.gumzo.messages.PostMessage;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Fills an empty system, with the same commands that people's own devices lead to. */
final class Demo {
  private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
  private static final int PASSWORD_LETTERS = 10;

  private final Bus bus;
  private final Terminal terminal;
  private final DemoScript script = DemoScript.read();
  private final Map<String, UUID> accounts = new HashMap<>();

  Demo(Bus bus, Terminal terminal) {
    this.bus = bus;
    this.terminal = terminal;
  }

  /**
   * @throws Failure when anybody is there already
   */
  void fill() throws InterruptedException {
    refuseUnlessEmpty();
    var password = password();
    terminal.say("Signing up %d people …".formatted(script.people().size()));
    for (var person : script.people()) {
      signUp(person, password);
    }
    terminal.say(
        "Writing %d messages in %d conversations …"
            .formatted(script.messages(), script.conversations().size()));
    for (var talk : script.conversations()) {
      hold(talk);
    }
    tellHowToSignIn(password);
  }

  private void refuseUnlessEmpty() throws InterruptedException {
    if (!ask(FindAccounts.COMMAND, new FindAccounts(null, null, null, 1)).items().isEmpty()) {
      throw new Failure(
          ExitCode.TAKEN,
          "There are people here already, and the demonstration is for an empty system: give it a folder of its own with"
              + " --data.");
    }
  }

  private void signUp(DemoScript.Person person, String password) throws InterruptedException {
    var email = person.username() + "@demo.example";
    var signUp =
        new SignUp(person.firstName(), person.lastName(), email, person.username(), password);
    var me =
        accounts.isEmpty()
            ? ask(CreateAdmin.COMMAND, new CreateAdmin(signUp))
            : ask(SignUp.COMMAND, signUp);
    accounts.put(person.username(), me.id());
  }

  private void hold(DemoScript.Talk talk) throws InterruptedException {
    var one = accounts.get(talk.between().get(0));
    var other = accounts.get(talk.between().get(1));
    ask(Contacts.REQUEST, new Contacts.Ask(one, other, null));
    ask(Contacts.ACCEPT, new Contacts.Answer(other, one));
    var create = new Conversations.Create(one, other);
    var conversation = ask(Conversations.CREATE, create).conversation().id();
    var posted = new ArrayList<Message>();
    for (var line : talk.spoken()) {
      var post =
          new PostMessage(
              conversation, accounts.get(line.speaker()), UUID.randomUUID(), line.text());
      posted.add(ask(PostMessage.COMMAND, post).message());
    }
    markRead(talk, conversation, posted);
  }

  /** Who spoke last has read all, the other one all but the last few. */
  private void markRead(DemoScript.Talk talk, UUID conversation, List<Message> posted)
      throws InterruptedException {
    var last = talk.spoken().getLast().speaker();
    var known = posted.size() - talk.unread();
    mark(conversation, last, posted.getLast());
    mark(conversation, talk.other(last), posted.get(known - 1));
  }

  private void mark(UUID conversation, String reader, Message upTo) throws InterruptedException {
    ask(
        Conversations.MARK_READ,
        new Conversations.MarkRead(accounts.get(reader), conversation, upTo.position()));
  }

  private void tellHowToSignIn(String password) {
    terminal.say(
        "Sign in as any of them; %s is an administrator:"
            .formatted(script.people().getFirst().username()));
    for (var person : script.people()) {
      terminal.say(
          "  %-10s %s %s".formatted(person.username(), person.firstName(), person.lastName()));
    }
    terminal.say("The password of all of them: " + password);
  }

  private <Q, A> A ask(Command<Q, A> command, Q question) throws InterruptedException {
    return ShortRun.await(bus.ask(command, question));
  }

  /** Another one for each demonstration, so that none in the open has a known one. */
  private static String password() {
    var random = new SecureRandom();
    var letters = new StringBuilder();
    for (var index = 0; index < PASSWORD_LETTERS; index++) {
      letters.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return letters.toString();
  }
}
