package io.gumzo.messages;

import io.gumzo.bus.Bus;
import io.gumzo.config.SocketsConfig;
import io.gumzo.sockets.Receivers;
import io.gumzo.tokens.AccessTokens;

/**
 * What all simple sockets of a node share.
 *
 * @param recent how many messages a client gets at most when it connects
 */
record UserChatSupport(
    Bus bus, AccessTokens tokens, Receivers receivers, SocketsConfig config, int recent) {}
