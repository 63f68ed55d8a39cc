/// Dead letters as they come from Kafka.
@NullMarked
package cn.juhui.notification.adapter.messaging.letter;

import org.jspecify.annotations.NullMarked;
