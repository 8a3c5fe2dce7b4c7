/**
 * Where everything is put together: the entry point, the configuration, and the objects that the
 * service shares. May import every package; nothing imports it.
 */
package io.stillwater;
