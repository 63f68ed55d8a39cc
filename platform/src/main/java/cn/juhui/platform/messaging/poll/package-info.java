/// What Kafka brought at once, and how it is worked.
@NullMarked
package cn.juhui.platform.messaging.poll;

import org.jspecify.annotations.NullMarked;
