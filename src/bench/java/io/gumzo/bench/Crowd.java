package io.gumzo.bench;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * Very many people with names as people have them: the first of these lists are common, the last
 * rare. Of the usernames all are somebody's; of the display names many are shared by thousands.
 */
final class Crowd {
  private static final List<String> FIRST =
      words(
          """
          Mohamed Fatuma Asha Juma Amina Hassan Ali Maria John Grace Joseph Mary Peter Neema Baraka
          Zawadi Salim Mwajuma Khadija Rehema Ibrahim Said Zainab Halima James Elizabeth Emmanuel
          Esther Daniel Sarah David Ruth Paul Joyce Michael Agnes Omar Mariam Abdallah Saida Rashid
          Hawa Issa Aisha Yusuf Nuru Hamisi Pendo Shabani Upendo Ramadhani Furaha Simon Happiness
          Stephen Lucy Patrick Irene Victor Catherine Samuel Janet Brian Faith Kevin Mercy Dennis
          Winnie Collins Sharon Felix Brenda Achieng Wanjiku Kipchoge Chebet Mwende Nyambura Akinyi
          Kiprono Jepkosgei Barasa Nafula Wekesa Tumaini Imani Jabali Subira Bahati Anna Oliver Emma
          Noah Sofia Liam Lucas Chloe""");
  private static final List<String> LAST =
      words(
          """
          Mwangi Otieno Kamau Hassan Ali Mohamed Juma Wanjiru Ochieng Kimani Njoroge Mutua Omondi
          Kariuki Odhiambo Waweru Abdallah Macharia Kiptoo Cheruiyot Koech Rotich Kibet Langat Mushi
          Massawe Kimaro Lyimo Mollel Swai Shayo Mrema Minja Temu Urio Kessy Ngowi Mwakyusa Mwaipopo
          Kapinga Komba Haule Ngonyani Mapunda Nchimbi Karume Mwinyi Mkapa Lowassa Sumaye Pinda
          Majaliwa Bakari Salum Hamad Seif Khamis Makame Faki Vuai Haji Ussi Suleiman Issa Rajabu
          Athumani Selemani Iddi Mfaume Kombo Simba Chande Patel Shah Mehta Singh Kaur Nguyen Tran
          Garcia Martinez Lopez Smith Johnson Brown Taylor Wilson Davies Evans Thomas Roberts Walker
          Wright Green Hall Wood Clarke Silva Santos Pereira Costa Kowalski Nowak Petrov Ivanov
          Dlamini Nkosi Zulu Ndlovu Moyo Banda Phiri Mwale Tembo Lungu Okafor Adeyemi Balogun Mensah
          Owusu Boateng Diallo Keita Ndiaye Habimana Uwimana Mugisha Okello Opio Byaruhanga""");

  /** Six of ten show first and last name, two the username, two the first name. */
  private static final String FILL =
      """
      WITH lists AS (
        SELECT string_to_array('%s', ' ') AS first, string_to_array('%s', ' ') AS last),
      names AS (
        SELECT n, first[1 + floor(cardinality(first) * random() ^ 2)::int] AS f,
               last[1 + floor(cardinality(last) * random() ^ 1.5)::int] AS l
          FROM generate_series(0, %d - 1) n, lists),
      people AS (
        SELECT n, f, l,
               lower(CASE n %% 5 WHEN 0 THEN f || '.' || l WHEN 1 THEN f WHEN 2 THEN left(f, 1) || l
                                 WHEN 3 THEN f || '_' || l ELSE l || '.' || f END) || n AS u
          FROM names)
      INSERT INTO accounts (id, username, email, first_name, last_name, display_name, display_key,
                            name_key, password_hash)
      SELECT %s, u, u || '@example.org', f, l, d, lower(d), lower(f || ' ' || l), '-'
        FROM people,
             LATERAL (SELECT CASE WHEN n %% 10 < 6 THEN f || ' ' || l WHEN n %% 10 < 8 THEN u
                                  ELSE f END AS d) shown
      """;

  private final Random random = new Random(5);

  /** The index of trigrams is made afterwards, which takes a tenth of the time. */
  static void fill(Sql sql, int count) {
    String index = sql.text("SELECT pg_get_indexdef('accounts_search'::regclass)");
    sql.run("DROP INDEX accounts_search");
    sql.run("SELECT setseed(0.5)");
    sql.run(
        FILL.formatted(
            String.join(" ", FIRST), String.join(" ", LAST), count, Ids.sql(Ids.ACCOUNT, "n")));
    sql.run(index);
    sql.run("VACUUM ANALYZE accounts");
  }

  /** A first name, common ones more often. */
  String first() {
    return FIRST
        .get((int) (FIRST.size() * Math.pow(random.nextDouble(), 2)))
        .toLowerCase(Locale.ROOT);
  }

  String last() {
    return LAST.get((int) (LAST.size() * Math.pow(random.nextDouble(), 1.5)))
        .toLowerCase(Locale.ROOT);
  }

  String whole() {
    return first() + " " + last();
  }

  /** What somebody types who has come so far. */
  String beginning(String text) {
    return text.substring(0, Math.min(text.length(), 1 + random.nextInt(5)));
  }

  /** From within. */
  String part(String text) {
    int from = 1 + random.nextInt(2);
    return text.substring(Math.min(from, text.length() - 3));
  }

  /** One letter too few, too many, another one, or two in each other's place. */
  String slip(String text) {
    int at = 1 + random.nextInt(text.length() - 2);
    String other = Character.toString('a' + random.nextInt(26));
    UnaryOperator<String> how =
        List.<UnaryOperator<String>>of(
                whole -> whole.substring(0, at) + whole.substring(at + 1),
                whole -> whole.substring(0, at) + other + whole.substring(at),
                whole -> whole.substring(0, at) + other + whole.substring(at + 1),
                whole ->
                    whole.substring(0, at)
                        + whole.charAt(at + 1)
                        + whole.charAt(at)
                        + whole.substring(at + 2))
            .get(random.nextInt(4));
    return how.apply(text);
  }

  /** What nobody is called. */
  String nobody() {
    return random
        .ints(4 + random.nextInt(6), 'a', 'z' + 1)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static List<String> words(String text) {
    return List.of(text.split("\\s+"));
  }
}
