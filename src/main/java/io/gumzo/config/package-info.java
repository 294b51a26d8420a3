/**
 * Settings: one commented file ({@code conf/gumzo.yaml}), overridden by the environment and by
 * options, read once into records that validate themselves. Nothing else reads configuration.
 */
package io.gumzo.config;
