package io.gumzo.problem;

/**
 * One broken rule.
 *
 * @param field a dotted path in the body or the name of a parameter; empty for the whole
 * @param rule the contract's keyword ({@code minLength}, {@code required}, …) or the rule's name
 * @param message what must hold, for people: "must have at least 8 characters"
 */
public record FieldError(String field, String rule, String message) {}
