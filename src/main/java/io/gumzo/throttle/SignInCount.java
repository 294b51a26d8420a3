package io.gumzo.throttle;

/**
 * One counted attempt, to be settled unless it failed.
 *
 * @param account digest of the login
 * @param address network of the caller
 * @param known a sign-in to this account has succeeded from there lately
 * @param accountUntil end of the wait that this attempt began for the account, 0 for none
 * @param addressUntil the same for the address
 * @param local counted by this node alone
 */
public record SignInCount(
    String account,
    String address,
    boolean known,
    long accountUntil,
    long addressUntil,
    boolean local) {}
