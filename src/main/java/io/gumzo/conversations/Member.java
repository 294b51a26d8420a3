package io.gumzo.conversations;

import io.gumzo.accounts.Account;

/** As the contracts' schema {@code Member}. */
public record Member(Account account, String role) {}
