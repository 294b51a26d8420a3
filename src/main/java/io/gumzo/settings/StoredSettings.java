package io.gumzo.settings;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * Settings as of a moment.
 *
 * @param position of the last change in the personal stream, 0 before the first: whoever reads both
 *     knows which of the two is newer
 */
public record StoredSettings(@JsonUnwrapped Settings settings, long position) {}
