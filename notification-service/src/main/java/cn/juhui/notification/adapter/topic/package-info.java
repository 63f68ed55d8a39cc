/// Merchants' own topics on Kafka.
@NullMarked
package cn.juhui.notification.adapter.topic;

import org.jspecify.annotations.NullMarked;
