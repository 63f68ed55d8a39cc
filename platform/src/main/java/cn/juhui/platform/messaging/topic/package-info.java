/// The topics that a service declares, and the broker that has them.
@NullMarked
package cn.juhui.platform.messaging.topic;

import org.jspecify.annotations.NullMarked;
