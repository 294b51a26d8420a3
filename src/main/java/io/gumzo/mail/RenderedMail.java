package io.gumzo.mail;

/** What the receiver reads. */
record RenderedMail(String subject, String text, String html) {}
