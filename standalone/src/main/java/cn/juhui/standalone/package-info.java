/// The whole platform in one JVM: Kafka, the store, the simulated channels, every service in its own application context.
@NullMarked
package cn.juhui.standalone;

import org.jspecify.annotations.NullMarked;
