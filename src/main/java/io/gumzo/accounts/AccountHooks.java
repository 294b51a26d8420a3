package io.gumzo.accounts;

/** Hooks of other packages, called when accounts are made and when passwords change. */
public record AccountHooks(EndSignIns signIns, Admission admission) {}
