/** Certificates and keys out of PEM files, for whichever client or server needs them. */
package io.gumzo.tls;
