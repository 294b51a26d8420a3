package io.gumzo.accounts;

/** What other rooms do when accounts are made and when their passwords change. */
public record AccountHooks(EndSignIns signIns, Admission admission) {}
