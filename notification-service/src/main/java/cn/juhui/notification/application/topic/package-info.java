/// Topics of their own for merchants with many events.
@NullMarked
package cn.juhui.notification.application.topic;

import org.jspecify.annotations.NullMarked;
