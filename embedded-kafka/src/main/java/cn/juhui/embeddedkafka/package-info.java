/// A real Kafka broker and controller (KRaft) inside this JVM, from the Kafka jars, with settings for one node.
@NullMarked
package cn.juhui.embeddedkafka;

import org.jspecify.annotations.NullMarked;
