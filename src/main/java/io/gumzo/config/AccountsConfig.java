package io.gumzo.config;

/** Who may be here. */
public record AccountsConfig(boolean requireVerifiedEmail) {}
