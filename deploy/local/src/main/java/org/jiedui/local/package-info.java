/**
 * Real MySQL, Kafka and Keycloak on one machine without containers: fetched through Maven, kept in a cache, started as
 * plain processes. Integration tests start at {@link org.jiedui.local.TestServers}, the whole system at
 * {@link org.jiedui.local.Stack}, the command line at {@link org.jiedui.local.Jiedui}.
 */
package org.jiedui.local;
