/** What all readers and writers of topics rest on: settings of clients, the time, topics made. */
package io.stillwater.kafka.client;
