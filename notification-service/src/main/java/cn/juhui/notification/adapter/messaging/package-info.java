/// The refund events that people must hear of.
@NullMarked
package cn.juhui.notification.adapter.messaging;

import org.jspecify.annotations.NullMarked;
