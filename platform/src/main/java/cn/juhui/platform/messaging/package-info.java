/// Events on Kafka: the envelope on the wire, the relay out, the listeners in.
@NullMarked
package cn.juhui.platform.messaging;

import org.jspecify.annotations.NullMarked;
