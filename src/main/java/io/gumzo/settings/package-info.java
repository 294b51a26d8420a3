/** What a person has chosen, the same on all devices. */
package io.gumzo.settings;
