package io.gumzo.accounts;

import java.util.List;

/**
 * One page of people.
 *
 * @param next the cursor of the next page, null on the last one
 */
public record AccountPage(List<Account> items, String next) {}
