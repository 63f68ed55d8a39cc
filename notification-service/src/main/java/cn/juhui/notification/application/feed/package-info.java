/// The events of a merchant, in order.
@NullMarked
package cn.juhui.notification.application.feed;

import org.jspecify.annotations.NullMarked;
